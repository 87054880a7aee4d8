global using Discovitas.S3.FaultTests.Contents;
global using Discovitas.S3.FaultTests.Matrix;
global using Discovitas.S3.FaultTests.Subjects;
global using Discovitas.S3.FaultTests.Support;
global using Discovitas.S3.Local;
global using Discovitas.S3.TestSupport.Logging;
global using Discovitas.S3.TestSupport.Stores;
global using Discovitas.S3.TestSupport.Streams;
