global using System.Globalization;
global using System.Net;
global using System.Text;
global using System.Xml.Linq;
global using Amazon.S3;
global using Amazon.S3.Model;
global using Discovitas.S3.Local.Tests.Support;
global using static Discovitas.S3.Local.Tests.Support.Leftovers;
global using static Discovitas.S3.Local.Tests.Support.Parts;
