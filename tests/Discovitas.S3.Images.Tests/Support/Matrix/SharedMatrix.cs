namespace Discovitas.S3.Images.Tests.Support.Matrix;

/// <summary>The tests that share the pictures of the matrix.</summary>
[CollectionDefinition(PictureMatrix.Name)]
public sealed class SharedMatrix : ICollectionFixture<PictureMatrix>;
