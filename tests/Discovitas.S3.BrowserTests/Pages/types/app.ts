// A page of an app in TypeScript: everything that the types have, under the strictest rules.
import { texts, unfinishedUploads, upload, uploadAll, UploadError } from '/uploads/discovitas-s3.js';
import type { UnfinishedUpload, Upload, UploadAllOptions, UploadedFile, UploadedImage, UploadOptions, UploadProgress, UploadResult } from '/uploads/discovitas-s3.js';

const options: UploadOptions = {
    endpoint: '/uploads',
    onProgress: ({ loaded, total, resumed }: UploadProgress) => console.log(loaded + resumed, total),
    signal: new AbortController().signal,
    via: 'direct',
    metadata: { author: 'Ada' },
    headers: async () => ({ Authorization: 'Bearer …' }),
    antiforgeryToken: 'token',
    credentials: 'include',
    partSize: 8 * 1024 * 1024,
    parallel: 2,
    multipartFrom: 1,
    retryFor: 60_000,
    resume: false,
    hash: true,
    removeMetadata: true,
    onUnsupported: 'pass',
    onWait: failure => console.log(failure.code, failure.retryAfter?.toFixed()),
    onUnauthorized: async failure => console.log(failure.status),
};

export async function send(file: File): Promise<UploadedFile | null> {
    const uploading: Upload<UploadedFile> = upload(file, options);
    uploading.pause();
    uploading.resume();
    try {
        const { url, key, size, contentType, fileName, image, sha256, metadataRemoved } = await uploading;
        console.log(url, key, size.toFixed(), contentType, fileName, sha256?.length, metadataRemoved === false);
        console.log(image && describe(image));
        return await uploading;
    } catch (failure) {
        console.log(failure instanceof UploadError ? failure.message : 'Cancelled.');
        return null;
    }
}

function describe(image: UploadedImage): string {
    const { width, height, contentType, orientation, frames, bitDepth, hasAlpha, hasColorProfile, isCleaned } = image;
    const bits = bitDepth?.toFixed() ?? 'unknown';
    return `${width * height} ${contentType} ${orientation + frames} ${bits} ${hasAlpha && hasColorProfile && isCleaned}`;
}

export async function sendAll(files: FileList): Promise<string[]> {
    const more: UploadAllOptions = {
        ...options,
        parallelFiles: 2,
        onStart: (file, uploading) => file.size > 1e9 && uploading.cancel('too much'),
        onFileProgress: (file, { loaded }) => console.log(file.name, loaded),
        onSettled: result => console.log(result.status),
    };
    const results: UploadResult[] = await uploadAll(files, more);
    return results.map(result => result.status === 'fulfilled' ? result.value.key : String(result.reason));
}

export async function forget(): Promise<void> {
    const unfinished: UnfinishedUpload[] = await unfinishedUploads(options);
    unfinished.forEach(one => console.log(one.name, one.type, one.lastModified, one.loaded < one.size));
    await Promise.all(unfinished.map(({ remove }) => remove()));
}

texts.cancel = 'Abbrechen';

// @ts-expect-error: the endpoint is missing.
upload(new File([], 'a'), {});
// @ts-expect-error: there is no such way.
upload(new File([], 'a'), { endpoint: '/uploads', via: 'carrier pigeon' });
// @ts-expect-error: there is no such choice.
upload(new File([], 'a'), { endpoint: '/uploads', onUnsupported: 'ask' });
