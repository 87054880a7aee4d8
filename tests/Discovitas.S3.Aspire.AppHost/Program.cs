var builder = DistributedApplication.CreateBuilder(args);

var s3 = builder.AddS3("s3").WithDataFolder("data/s3");
builder.AddProject<Projects.Api>("api").WithReference(s3.AddBucket("pictures"));

builder.Build().Run();
