// Calls S3 with MinIO's client and prints what it answers. Arguments: the endpoint and a bucket's name.
import * as minio from "minio";
import { ask, bucket, endpoint, large, odd, small, step } from "./report.mjs";

const address = new URL(endpoint);
const s3 = new minio.Client({
  endPoint: address.hostname,
  port: Number(address.port),
  useSSL: false,
  accessKey: process.env.AWS_ACCESS_KEY_ID,
  secretKey: process.env.AWS_SECRET_ACCESS_KEY,
});

/** Collects what a listing emits. */
const collect = (stream) => new Promise((resolve, reject) => {
  const found = [];
  stream.on("data", (item) => found.push(item));
  stream.on("error", reject);
  stream.on("end", () => resolve(found));
});

/** A step on the bucket. */
const on = (name, method, ...parameters) => step(name, () => s3[method](bucket, ...parameters));

async function objects() {
  const headers = { "Content-Type": "text/plain", "X-Amz-Meta-Album": "cats" };
  await on("put", "putObject", "small.txt", small, small.length, headers);
  await on("stat", "statObject", "small.txt");
  await on("get", "getObject", "small.txt");
  await on("get a part of it", "getPartialObject", "small.txt", 2, 4);
  await on("get missing", "getObject", "missing");
  await on("stat missing", "statObject", "missing");
  await on("put 20 MiB", "putObject", "large.bin", large);
  await on("stat 20 MiB", "statObject", "large.bin");
  await on("get 20 MiB", "getObject", "large.bin");
  await on("put an empty object", "putObject", "empty", Buffer.alloc(0));
  await on("copy", "copyObject", "copy", `/${bucket}/small.txt`, new minio.CopyConditions());
  const another = new minio.CopyConditions();
  another.setMatchETag("00000000000000000000000000000000");
  await on("copy if another", "copyObject", "copy", `/${bucket}/small.txt`, another);
  const sources = ["large.bin", "small.txt"].map((key) => new minio.CopySourceOptions({ Bucket: bucket, Object: key }));
  await step("compose", () =>
    s3.composeObject(new minio.CopyDestinationOptions({ Bucket: bucket, Object: "composed.bin" }), sources));
  await on("get what was composed", "getObject", "composed.bin");
}

async function listings() {
  for (const key of odd) {
    await on(`put ${key}`, "putObject", key, Buffer.from(key));
    await on(`get ${key}`, "getObject", key);
  }
  await step("list", () => collect(s3.listObjects(bucket, "", true)));
  await step("list folders", () => collect(s3.listObjectsV2(bucket, "", false)));
  await step("list below odd/", () => collect(s3.listObjectsV2(bucket, "odd/", true)));
  await step("list unfinished uploads", () => collect(s3.listIncompleteUploads(bucket, "", true)));
}

async function others() {
  await on("put tags", "setObjectTagging", "small.txt", { a: "1" });
  await on("get tags", "getObjectTagging", "small.txt");
  await on("remove tags", "removeObjectTagging", "small.txt");
  await step("get with a presigned URL", async () => ask(await s3.presignedGetObject(bucket, odd[1], 60)));
  await step("put with a presigned URL", async () => ask(await s3.presignedPutObject(bucket, "signed", 60), "PUT", small));
  await on("get what was put with a URL", "getObject", "signed");
  await on("get versioning", "getBucketVersioning");
  await on("get tags of the bucket", "getBucketTagging");
  await on("get encryption", "getBucketEncryption");
  await on("get the policy", "getBucketPolicy");
  await step("list buckets", async () =>
    (await s3.listBuckets()).filter((found) => found.name === bucket).map((found) => found.name));
  await step("a missing bucket", () => s3.bucketExists(bucket + "-missing"));
}

async function removal() {
  await on("remove the bucket while it is full", "removeBucket");
  await on("remove", "removeObject", "small.txt");
  const keys = (await collect(s3.listObjects(bucket, "", true))).map((found) => found.name);
  await on("remove many", "removeObjects", keys);
  await on("remove the bucket", "removeBucket");
}

await step("make the bucket", () => s3.makeBucket(bucket, "us-east-1"));
await step("the bucket exists", () => s3.bucketExists(bucket));
for (const scenario of [objects, listings, others, removal]) {
  await scenario();
}
process.exit();
