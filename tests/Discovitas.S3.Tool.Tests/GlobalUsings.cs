global using Discovitas.S3.TestSupport.Processes;
global using Discovitas.S3.Tool.Terminal;
global using Discovitas.S3.Tool.Tests.Support;
