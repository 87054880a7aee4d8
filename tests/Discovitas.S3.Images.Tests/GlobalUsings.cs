global using Discovitas.S3.Images.Cleaning;
global using Discovitas.S3.Images.Reading;
global using Discovitas.S3.Images.Tests.Support;
