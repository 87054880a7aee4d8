global using Discovitas.S3.BrowserTests.Support;
global using Discovitas.S3.TestSupport.Processes;
global using Discovitas.S3.TestSupport.Stores;
global using static Discovitas.S3.TestSupport.TestBytes;
