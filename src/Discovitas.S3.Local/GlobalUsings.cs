// Only namespaces of the framework. Usings of rooms stay in each file, where the architecture test reads them.
global using System.Globalization;
global using System.Text;
global using System.Xml.Linq;
global using Microsoft.AspNetCore.Http;
