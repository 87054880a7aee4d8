"""Calls S3 with boto3 and prints what it answers, one JSON object a line. Arguments: the endpoint and a bucket's name."""
import hashlib
import io
import json
import random
import sys
import urllib.error
import urllib.request

import boto3
import botocore.config
import botocore.exceptions
import botocore.session

ENDPOINT, BUCKET = sys.argv[1:]
PART = 5 * 1024 * 1024
SMALL = b"hello, world"
LARGE = random.Random(20).randbytes(20 * 1024 * 1024)
ODD = ["odd/ключ 鍵.txt", "odd/a b+c%20&=?#'\"<>.txt", "odd//double", "odd/folder/", "odd/../up", "odd/\U0001f600", "odd/a\tb"]

s3 = boto3.client("s3", endpoint_url=ENDPOINT)


def plain(value):
    if isinstance(value, dict):
        return {key: plain(item) for key, item in value.items() if key != "ResponseMetadata"}
    if isinstance(value, list):
        return [plain(item) for item in value]
    if hasattr(value, "read"):
        value = value.read()
    if isinstance(value, bytes):
        return {"length": len(value), "sha256": hashlib.sha256(value).hexdigest()}
    return value if isinstance(value, (str, int, float, bool, type(None))) else str(value)


def report(name, result):
    print(json.dumps({"step": name, **result}, ensure_ascii=False), flush=True)


def step(name, call, **arguments):
    """Carries out a call and prints its result or its error; returns the result."""
    try:
        result = call(**arguments)
    except botocore.exceptions.ClientError as error:
        said = error.response["Error"]
        status = error.response["ResponseMetadata"]["HTTPStatusCode"]
        report(name, {"error": said.get("Code"), "status": status, "message": said.get("Message")})
        return None
    except Exception as error:  # pylint: disable=broad-except
        report(name, {"error": type(error).__name__, "message": str(error)})
        return None
    report(name, {"result": plain(result)})
    return result


def on(name, method, key=None, **arguments):
    """A step on the bucket, and on a key of it if there is one."""
    if key is not None:
        arguments["Key"] = key
    return step(name, getattr(s3, method), Bucket=BUCKET, **arguments)


def forget(key):
    """Deletes what a store that ignores a condition has made, so that the steps that follow find the same."""
    s3.delete_object(Bucket=BUCKET, Key=key)


def fetch(url, method="GET", body=None):
    request = urllib.request.Request(url, data=body, method=method)
    try:
        with urllib.request.urlopen(request) as response:
            return {"status": response.status, "body": response.read()}
    except urllib.error.HTTPError as error:
        text = error.read().decode()
        return {"status": error.code, "code": text.split("<Code>")[-1].split("</Code>")[0]}


def objects():
    metadata = {"album": "cats", "empty": ""}
    on("put", "put_object", "small.txt", Body=SMALL, ContentType="text/plain", CacheControl="max-age=5",
       ContentDisposition="attachment", Metadata=metadata)
    head = on("head", "head_object", "small.txt")
    on("get", "get_object", "small.txt")
    on("put without a type", "put_object", "plain", Body=io.BytesIO(SMALL))
    on("get without a type", "get_object", "plain")
    on("get a range", "get_object", "small.txt", Range="bytes=2-5")
    on("get a suffix", "get_object", "small.txt", Range="bytes=-3")
    on("get the whole as a range", "get_object", "small.txt", Range="bytes=0-")
    on("get beyond the end", "get_object", "small.txt", Range="bytes=100-")
    on("get if unchanged", "get_object", "small.txt", IfMatch=head["ETag"])
    on("get if another", "get_object", "small.txt", IfMatch='"0"')
    on("get if changed", "get_object", "small.txt", IfNoneMatch=head["ETag"])
    on("head if changed", "head_object", "small.txt", IfNoneMatch=head["ETag"])
    on("get with other headers", "get_object", "small.txt", ResponseContentType="image/png",
       ResponseContentDisposition="inline")
    on("get missing", "get_object", "missing")
    on("head missing", "head_object", "missing")
    on("put with a wrong MD5", "put_object", "wrong.txt", Body=SMALL, ContentMD5="AAAAAAAAAAAAAAAAAAAAAA==")
    on("put after a refused put", "put_object", "right.txt", Body=SMALL)
    step("put into a missing bucket", s3.put_object, Bucket=BUCKET + "-missing", Key="a", Body=SMALL)
    on("put after a missing bucket", "put_object", "right.txt", Body=b"")
    on("get an empty object", "get_object", "right.txt")
    on("put once", "put_object", "once.txt", Body=SMALL)
    on("put with user data of RFC 2047", "put_object", "words.txt", Metadata={"name": "=?UTF-8?B?w6TDtsO8?="})
    on("get user data of RFC 2047", "head_object", "words.txt")
    on("put with a content encoding", "put_object", "packed", Body=SMALL, ContentEncoding="gzip")
    on("head with a content encoding", "head_object", "packed")
    on("attributes", "get_object_attributes", "small.txt",
       ObjectAttributes=["ETag", "Checksum", "ObjectParts", "StorageClass", "ObjectSize"])


def copies():
    source = {"Bucket": BUCKET, "Key": "small.txt"}
    on("copy", "copy_object", "copies/one.txt", CopySource=source)
    on("head a copy", "head_object", "copies/one.txt")
    on("copy with other headers", "copy_object", "copies/two.txt", CopySource=source, MetadataDirective="REPLACE",
       ContentType="text/html", Metadata={"other": "1"})
    on("head a copy with other headers", "head_object", "copies/two.txt")
    on("copy onto itself", "copy_object", "small.txt", CopySource=source)
    on("copy onto itself with other headers", "copy_object", "copies/two.txt",
       CopySource={"Bucket": BUCKET, "Key": "copies/two.txt"}, MetadataDirective="REPLACE", ContentType="text/css")
    on("copy what is missing", "copy_object", "copies/three.txt", CopySource={"Bucket": BUCKET, "Key": "missing"})
    on("copy if another", "copy_object", "copies/three.txt", CopySource=source, CopySourceIfMatch='"0"')
    forget("copies/three.txt")


def listings():
    for key in ODD:
        on("put " + key, "put_object", key, Body=key.encode())
        on("get " + key, "get_object", key)
    on("list", "list_objects")
    on("list, version 2", "list_objects_v2")
    on("list with owners", "list_objects_v2", FetchOwner=True, Prefix="small")
    on("list folders", "list_objects_v2", Delimiter="/")
    on("list folders below odd/", "list_objects_v2", Delimiter="/", Prefix="odd/")
    on("list folders, version 1", "list_objects", Delimiter="/", Marker="copies/one.txt")
    on("list two", "list_objects", MaxKeys=2)
    pages = s3.get_paginator("list_objects_v2").paginate(Bucket=BUCKET, PaginationConfig={"PageSize": 3})
    step("list pages", lambda: [[found["Key"] for found in page["Contents"]] for page in pages])
    on("list after", "list_objects_v2", StartAfter="odd/", MaxKeys=1)
    on("list nothing", "list_objects_v2", Prefix="nothing")
    on("list no key", "list_objects_v2", MaxKeys=0)
    on("list versions", "list_object_versions", Prefix="copies/")
    on("list versions of folders", "list_object_versions", Delimiter="/")


def tags():
    both = {"TagSet": [{"Key": "a", "Value": "1"}, {"Key": "b", "Value": "ü"}]}
    on("put tags", "put_object_tagging", "small.txt", Tagging=both)
    on("get tags", "get_object_tagging", "small.txt")
    on("delete tags", "delete_object_tagging", "small.txt")
    on("get no tags", "get_object_tagging", "small.txt")
    on("put with tags", "put_object", "tagged", Body=SMALL, Tagging="x=1&y=2")
    on("get tags of a put", "get_object_tagging", "tagged")
    twice = {"TagSet": [{"Key": "a", "Value": "1"}, {"Key": "a", "Value": "2"}]}
    on("put a tag twice", "put_object_tagging", "small.txt", Tagging=twice)


def transfers():
    step("upload a file of 20 MiB", lambda: s3.upload_fileobj(io.BytesIO(LARGE), BUCKET, "large.bin"))
    on("head a file of 20 MiB", "head_object", "large.bin")
    on("head its first part", "head_object", "large.bin", PartNumber=1)
    on("get its last part", "get_object", "large.bin", PartNumber=3)
    on("attributes of parts", "get_object_attributes", "large.bin",
       ObjectAttributes=["ETag", "Checksum", "ObjectParts", "StorageClass", "ObjectSize"])
    target = io.BytesIO()
    step("download a file of 20 MiB", lambda: s3.download_fileobj(BUCKET, "large.bin", target))
    report("what was downloaded", {"result": plain(target.getvalue())})
    step("copy a file of 20 MiB", lambda: s3.copy({"Bucket": BUCKET, "Key": "large.bin"}, BUCKET, "large-copy.bin"))
    on("get a copy of 20 MiB", "get_object", "large-copy.bin")


def part(upload, number, body):
    return on(f"part {number}", "upload_part", "parts.bin", UploadId=upload, PartNumber=number, Body=body)


def parts():
    upload = on("create an upload", "create_multipart_upload", "parts.bin", ContentType="image/png",
                Metadata={"a": "b"})["UploadId"]
    second, first = part(upload, 7, SMALL), part(upload, 2, LARGE[:PART])
    copied = on("copy a part", "upload_part_copy", "parts.bin", UploadId=upload, PartNumber=3,
                CopySource={"Bucket": BUCKET, "Key": "large.bin"}, CopySourceRange=f"bytes=0-{PART - 1}")
    on("list parts", "list_parts", "parts.bin", UploadId=upload)
    on("list two parts", "list_parts", "parts.bin", UploadId=upload, MaxParts=2)
    on("list uploads", "list_multipart_uploads")
    etags = [{"PartNumber": 2, "ETag": first["ETag"]}, {"PartNumber": 7, "ETag": second["ETag"]}]
    if copied:
        etags.insert(1, {"PartNumber": 3, "ETag": copied["CopyPartResult"]["ETag"]})
    wrong = [{"PartNumber": 2, "ETag": '"00000000000000000000000000000000"'}]
    for name, given in (("wrong parts", wrong), ("no parts", [])):
        on("complete with " + name, "complete_multipart_upload", "parts.bin", UploadId=upload,
           MultipartUpload={"Parts": given})
    for name in ("complete", "complete again"):
        on(name, "complete_multipart_upload", "parts.bin", UploadId=upload, MultipartUpload={"Parts": etags})
    on("get what was completed", "get_object", "parts.bin")
    upload = on("create another upload", "create_multipart_upload", "parts.bin")["UploadId"]
    small = [on(f"small part {number}", "upload_part", "parts.bin", UploadId=upload, PartNumber=number, Body=SMALL)
             for number in (1, 2)]
    on("complete with small parts", "complete_multipart_upload", "parts.bin", UploadId=upload, MultipartUpload={
        "Parts": [{"PartNumber": number + 1, "ETag": done["ETag"]} for number, done in enumerate(small)]})
    on("abort", "abort_multipart_upload", "parts.bin", UploadId=upload)
    on("abort again", "abort_multipart_upload", "parts.bin", UploadId=upload)
    on("list parts of no upload", "list_parts", "parts.bin", UploadId=upload)
    upload = on("create a third upload", "create_multipart_upload", "order.bin")["UploadId"]
    order = [on(f"ordered part {number}", "upload_part", "order.bin", UploadId=upload, PartNumber=number, Body=SMALL)
             for number in (1, 2)]
    on("complete with parts in a wrong order", "complete_multipart_upload", "order.bin", UploadId=upload,
       MultipartUpload={"Parts": [{"PartNumber": number, "ETag": order[number - 1]["ETag"]} for number in (2, 1)]})
    try:
        s3.abort_multipart_upload(Bucket=BUCKET, Key="order.bin", UploadId=upload)
    except botocore.exceptions.ClientError:
        forget("order.bin")


def presigned():
    signing = botocore.config.Config(signature_version="s3v4")
    signer = boto3.client("s3", endpoint_url=ENDPOINT, config=signing)
    get = signer.generate_presigned_url("get_object", {"Bucket": BUCKET, "Key": ODD[1]})
    step("get with a presigned URL", lambda: fetch(get))
    step("get with a presigned URL for another key", lambda: fetch(get.replace("odd/a", "odd/b")))
    put = signer.generate_presigned_url("put_object", {"Bucket": BUCKET, "Key": "presigned"})
    step("put with a presigned URL", lambda: fetch(put, "PUT", SMALL))
    on("get what was put with a URL", "get_object", "presigned")
    old = boto3.client("s3", endpoint_url=ENDPOINT, config=botocore.config.Config(signature_version="s3"))
    step("get with a URL of signature version 2",
         lambda: fetch(old.generate_presigned_url("get_object", {"Bucket": BUCKET, "Key": "plain"})))


def bucket():
    for method in ("get_bucket_location", "get_bucket_versioning", "get_bucket_acl", "get_bucket_encryption",
                   "get_public_access_block", "get_bucket_ownership_controls", "get_bucket_policy_status",
                   "get_bucket_tagging", "get_bucket_policy", "get_bucket_cors", "get_bucket_lifecycle_configuration",
                   "get_bucket_website", "get_bucket_notification_configuration", "get_bucket_logging",
                   "get_bucket_request_payment", "get_bucket_replication", "get_object_lock_configuration"):
        on(method, method)
    on("head bucket", "head_bucket")
    on("get an ACL", "get_object_acl", "small.txt")
    on("put with an ACL", "put_object", "acl.txt", Body=SMALL, ACL="private")
    on("put with the owner's full control", "put_object", "acl.txt", Body=SMALL, ACL="bucket-owner-full-control")
    on("create the bucket again", "create_bucket")
    step("head a missing bucket", s3.head_bucket, Bucket=BUCKET + "-missing")
    step("list a missing bucket", s3.list_objects_v2, Bucket=BUCKET + "-missing")
    step("create a bucket with a bad name", s3.create_bucket, Bucket="Bad_Name..a")
    step("list buckets", lambda: [found["Name"] for found in s3.list_buckets()["Buckets"] if found["Name"] == BUCKET])


def strangers():
    own = botocore.session.get_session().get_credentials()
    for name, key, secret in (("an unknown key", "NOBODY", own.secret_key), ("a wrong secret", own.access_key, "wrong")):
        client = boto3.client("s3", endpoint_url=ENDPOINT, aws_access_key_id=key, aws_secret_access_key=secret)
        step("get with " + name, client.get_object, Bucket=BUCKET, Key="small.txt")
        step("put with " + name, client.put_object, Bucket=BUCKET, Key="small.txt", Body=SMALL)


def removal():
    on("delete the bucket while it is full", "delete_bucket")
    on("delete", "delete_object", "small.txt")
    on("delete what is missing", "delete_object", "small.txt")
    keys = [{"Key": found["Key"]} for found in s3.list_objects_v2(Bucket=BUCKET)["Contents"]]
    on("delete many", "delete_objects", Delete={"Objects": [*keys, {"Key": "missing"}]})
    on("delete the bucket", "delete_bucket")
    on("get from no bucket", "get_object", "small.txt")


on("create the bucket", "create_bucket")
for scenario in (objects, copies, listings, tags, transfers, parts, presigned, bucket, strangers, removal):
    scenario()
