global using System.Text.Json;
global using System.Text.Json.Nodes;
global using Discovitas.S3.ClientTests.Comparing;
global using Discovitas.S3.ClientTests.Scenarios;
global using Discovitas.S3.ClientTests.Support;
global using Discovitas.S3.TestSupport.Docs;
global using Discovitas.S3.TestSupport.Processes;
global using Discovitas.S3.TestSupport.Stores;
global using static Discovitas.S3.TestSupport.TestBytes;
