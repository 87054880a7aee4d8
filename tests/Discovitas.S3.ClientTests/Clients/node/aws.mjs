// Calls S3 with the AWS SDK for JavaScript and prints what it answers. Arguments: the endpoint and a bucket's name.
import * as aws from "@aws-sdk/client-s3";
import { Upload } from "@aws-sdk/lib-storage";
import { getSignedUrl } from "@aws-sdk/s3-request-presigner";
import { Readable } from "node:stream";
import { ask, bucket, endpoint, large, odd, small, step } from "./report.mjs";

const s3 = new aws.S3Client({ endpoint });
const part = 5 * 1024 * 1024;

/** A step on the bucket. */
const on = (name, operation, input = {}) =>
  step(name, () => s3.send(new aws[operation + "Command"]({ Bucket: bucket, ...input })));

/** Deletes what only some stores take, so that the steps that follow find the same. */
const forget = (Key) => s3.send(new aws.DeleteObjectCommand({ Bucket: bucket, Key }));

async function objects() {
  const Metadata = { album: "cats", empty: "" };
  const given = { Key: "small.txt", Body: small, ContentType: "text/plain", CacheControl: "max-age=5", Metadata };
  const { ETag } = await on("put", "PutObject", given);
  await on("head", "HeadObject", { Key: "small.txt" });
  await on("get", "GetObject", { Key: "small.txt" });
  await on("put a stream", "PutObject", { Key: "stream", Body: Readable.from([small]), ContentLength: small.length });
  await on("get a stream", "GetObject", { Key: "stream" });
  await forget("stream");
  await on("get a range", "GetObject", { Key: "small.txt", Range: "bytes=2-5" });
  await on("get beyond the end", "GetObject", { Key: "small.txt", Range: "bytes=100-" });
  await on("get if changed", "GetObject", { Key: "small.txt", IfNoneMatch: ETag });
  await on("get if another", "GetObject", { Key: "small.txt", IfMatch: '"0"' });
  await on("get missing", "GetObject", { Key: "missing" });
  await on("head missing", "HeadObject", { Key: "missing" });
  await on("put if there is none", "PutObject", { Key: "small.txt", Body: small, IfNoneMatch: "*" });
  for (const ChecksumAlgorithm of ["CRC32", "CRC32C", "SHA1", "SHA256", "CRC64NVME"]) {
    const Key = `sum-${ChecksumAlgorithm}`;
    await on(`put with ${ChecksumAlgorithm}`, "PutObject", { Key, Body: small, ChecksumAlgorithm });
    await on(`get with ${ChecksumAlgorithm}`, "GetObject", { Key, ChecksumMode: "ENABLED" });
  }
  await on("put with a wrong checksum", "PutObject", { Key: "wrong", Body: small, ChecksumCRC32: "AAAAAA==" });
  await forget("wrong");
  await on("put after a wrong checksum", "PutObject", { Key: "right", Body: small });
  await on("put into a missing bucket", "PutObject", { Bucket: bucket + "-missing", Key: "a", Body: small });
  await on("copy", "CopyObject", { Key: "copy", CopySource: `${bucket}/small.txt` });
  await on("copy with other headers", "CopyObject", {
    Key: "copy", CopySource: `${bucket}/small.txt`, MetadataDirective: "REPLACE", Metadata: { other: "1" },
  });
  await on("head a copy", "HeadObject", { Key: "copy" });
}

async function listings() {
  for (const Key of odd) {
    await on(`put ${Key}`, "PutObject", { Key, Body: Key });
    await on(`get ${Key}`, "GetObject", { Key });
    await on(`copy ${Key}`, "CopyObject", { Key: Key + "2", CopySource: encodeURIComponent(`${bucket}/${Key}`) });
  }
  await on("list", "ListObjects");
  await on("list, version 2", "ListObjectsV2", { Prefix: "odd/" });
  await on("list folders", "ListObjectsV2", { Delimiter: "/" });
  const keys = [];
  for await (const page of aws.paginateListObjectsV2({ client: s3, pageSize: 4 }, { Bucket: bucket })) {
    keys.push(page.Contents.map((found) => found.Key));
  }
  await step("list pages", () => keys);
  await on("list versions", "ListObjectVersions", { Prefix: "small" });
}

async function transfers() {
  const done = await step("upload 20 MiB", () =>
    new Upload({ client: s3, params: { Bucket: bucket, Key: "large.bin", Body: Readable.from([large]) } }).done());
  await step("upload 12 bytes", () =>
    new Upload({ client: s3, params: { Bucket: bucket, Key: "upload.txt", Body: small } }).done());
  await on("head 20 MiB", "HeadObject", { Key: "large.bin", ChecksumMode: "ENABLED" });
  await on("get 20 MiB", "GetObject", { Key: "large.bin" });
  await on("get a part", "GetObject", { Key: "large.bin", PartNumber: 2 });
  const ObjectAttributes = ["ETag", "Checksum", "ObjectParts", "StorageClass", "ObjectSize"];
  await on("attributes", "GetObjectAttributes", { Key: "large.bin", ObjectAttributes });
  await on("get if it is what was uploaded", "HeadObject", { Key: "large.bin", IfMatch: done?.ETag });
  const { UploadId } = await on("create an upload", "CreateMultipartUpload", { Key: "parts.bin" });
  const upload = { Key: "parts.bin", UploadId };
  const last = await on("part 2", "UploadPart", { ...upload, PartNumber: 2, Body: small });
  const first = await on("copy part 1", "UploadPartCopy", {
    ...upload, PartNumber: 1, CopySource: `${bucket}/large.bin`, CopySourceRange: `bytes=0-${part - 1}`,
  });
  await on("list parts", "ListParts", upload);
  await on("list uploads", "ListMultipartUploads");
  const Parts = [{ PartNumber: 1, ETag: first?.CopyPartResult.ETag }, { PartNumber: 2, ETag: last.ETag }];
  await on("complete", "CompleteMultipartUpload", { ...upload, MultipartUpload: { Parts } });
  await on("get what was completed", "GetObject", { Key: "parts.bin" });
  await on("abort", "AbortMultipartUpload", upload);
}

async function others() {
  const url = await getSignedUrl(s3, new aws.GetObjectCommand({ Bucket: bucket, Key: odd[1] }), { expiresIn: 60 });
  await step("get with a presigned URL", () => ask(url));
  const put = await getSignedUrl(s3, new aws.PutObjectCommand({ Bucket: bucket, Key: "presigned" }), { expiresIn: 60 });
  await step("put with a presigned URL", () => ask(put, "PUT", small));
  await on("get what was put with a URL", "GetObject", { Key: "presigned" });
  const Tagging = { TagSet: [{ Key: "a", Value: "1" }] };
  await on("put tags", "PutObjectTagging", { Key: "small.txt", Tagging });
  await on("get tags", "GetObjectTagging", { Key: "small.txt" });
  await on("head the bucket", "HeadBucket");
  await on("head a missing bucket", "HeadBucket", { Bucket: bucket + "-missing" });
  for (const name of ["Location", "Versioning", "Acl", "Encryption", "OwnershipControls", "PolicyStatus", "Tagging"]) {
    await on(`get ${name} of the bucket`, `GetBucket${name}`);
  }
  await on("get an ACL", "GetObjectAcl", { Key: "small.txt" });
}

async function removal() {
  await on("delete the bucket while it is full", "DeleteBucket");
  await on("delete", "DeleteObject", { Key: "small.txt" });
  const { Contents } = await s3.send(new aws.ListObjectsV2Command({ Bucket: bucket }));
  const Objects = [...Contents.map((found) => ({ Key: found.Key })), { Key: "missing" }];
  await on("delete many", "DeleteObjects", { Delete: { Objects } });
  await on("delete the bucket", "DeleteBucket");
}

await on("create the bucket", "CreateBucket");
for (const scenario of [objects, listings, transfers, others, removal]) {
  await scenario();
}
process.exit();
