global using System.Diagnostics;
global using System.Globalization;
global using Discovitas.S3.Benchmarks.Clients;
global using Discovitas.S3.Benchmarks.Measuring;
global using Discovitas.S3.TestSupport.Streams;
