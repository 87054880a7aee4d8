global using System.Net;
global using Discovitas.S3.ContractTests.Support;
global using Discovitas.S3.TestSupport.Stores;
global using static Discovitas.S3.ContractTests.Support.Store;
global using static Discovitas.S3.TestSupport.TestBytes;
