// The types of discovitas-s3.js. To use them, save this file in your project and name it in tsconfig.json:
//
//     "compilerOptions": { "paths": { "/uploads/discovitas-s3.js": ["./types/discovitas-s3.d.ts"] } }

/** How much of a file has been sent. */
export interface UploadProgress {
    /** The number of bytes that have been sent. It never decreases. */
    loaded: number;
    /** The size of the file. */
    total: number;
    /** How many of the bytes were there before, because an earlier upload has sent them. */
    resumed: number;
}

/** How a file is uploaded. */
export interface UploadOptions {
    /** The route of MapS3Uploads, for instance `/uploads`. */
    endpoint: string;
    /** Called with the number of bytes of the file that have been sent. */
    onProgress?: (progress: UploadProgress) => void;
    /** Cancels the upload, as `cancel()` does. */
    signal?: AbortSignal;
    /** `direct` (default): from the browser to the store. `form`: through the server. */
    via?: 'direct' | 'form';
    /** Stored with the file, if the server allows the names. */
    metadata?: Record<string, string>;
    /** Sent to the endpoint, never to the store. A function is called before each request. */
    headers?: Record<string, string> | (() => Record<string, string> | Promise<Record<string, string>>);
    /** Sent to the endpoint as `RequestVerificationToken`. */
    antiforgeryToken?: string;
    /** Whether cookies are sent to the endpoint. Default: `same-origin`. */
    credentials?: RequestCredentials;
    /** Bytes per part, at least 5 MiB. Default: 16 MiB. */
    partSize?: number;
    /** The number of parts that are sent at once. Default: 4. */
    parallel?: number;
    /** The size in bytes from which a direct upload is sent in parts. Default: 100 MiB. */
    multipartFrom?: number;
    /** For how many milliseconds what fails is tried again. Default: 120,000. */
    retryFor?: number;
    /** Whether the upload goes on where it stood if the same file is uploaded again. Default: true. */
    resume?: boolean;
    /** Whether the file's SHA-256 is computed, in a worker, before it is sent. Default: false. */
    hash?: boolean;
    /**
     * Whether the metadata of JPEG, PNG, GIF and WebP pictures is removed before they are sent: location, camera,
     * thumbnails and everything else. The pixels stay as they are. Default: false.
     */
    removeMetadata?: boolean;
    /**
     * What `removeMetadata` does with pictures of other formats. `reject` (default): they are not sent. `pass`: they
     * are sent with their metadata. Damaged pictures of the formats that are cleaned are never sent.
     */
    onUnsupported?: 'reject' | 'pass';
    /** Called when something has failed and is to be tried again. */
    onWait?: (failure: UploadError) => void;
    /** Called when the user is no longer signed in. Once its promise resolves, the upload goes on. */
    onUnauthorized?: (failure: UploadError) => unknown;
}

/**
 * How several files are uploaded. `onProgress` is called with the sums; `total` is without what is not sent of files
 * that fail.
 */
export interface UploadAllOptions extends UploadOptions {
    /** How many files are uploaded at once. Default: 3. */
    parallelFiles?: number;
    /** Called when a file's turn has come. */
    onStart?: (file: File, upload: Upload<UploadedFile>) => void;
    /** Called with the progress of one file. */
    onFileProgress?: (file: File, progress: UploadProgress) => void;
    /** Called when a file is stored, or not to be stored. */
    onSettled?: (result: UploadResult) => void;
}

/** What the headers of a stored picture tell about it. */
export interface UploadedImage {
    /** In pixels, as the picture is shown once `orientation` is applied. */
    width: number;
    /** In pixels, as the picture is shown once `orientation` is applied. */
    height: number;
    /** The media type of its bytes. */
    contentType: string;
    /** How the picture is turned and mirrored to be shown: 1 to 8, as in EXIF. */
    orientation: number;
    /** 1 for a picture that does not move. */
    frames: number;
    /** The bits of one sample, if that is known. */
    bitDepth?: number;
    hasAlpha: boolean;
    hasColorProfile: boolean;
    /** Whether the metadata of the stored file were removed. */
    isCleaned: boolean;
}

/** A file that is stored and verified. */
export interface UploadedFile {
    url: string;
    key: string;
    /** Of a picture, if the store reads pictures. */
    image?: UploadedImage;
    size: number;
    contentType: string;
    fileName: string;
    /** In hexadecimal digits, with the option `hash`. */
    sha256?: string;
    /** Of a picture, with the option `removeMetadata`: false if it was sent with its metadata. */
    metadataRemoved?: boolean;
}

/** What became of one of several files. */
export type UploadResult =
    | { file: File; status: 'fulfilled'; value: UploadedFile }
    | { file: File; status: 'rejected'; reason: any };

/** An upload in parts that can go on: the same file is uploaded again. */
export interface UnfinishedUpload {
    /** The file's name. */
    name: string;
    size: number;
    type: string;
    lastModified: number;
    /** The number of bytes that the store has. */
    loaded: number;
    /** Removes the upload from the server, and forgets it. */
    remove: () => Promise<void>;
}

/** A promise that can be paused, resumed and cancelled. */
export type Upload<T> = Promise<T> & {
    /** Stops the requests under way. The parts that are stored stay. */
    pause(): void;
    /** Goes on. */
    resume(): void;
    /** Removes what the server knows of. The promise rejects with the reason, unless the file is stored by then. */
    cancel(reason?: unknown): void;
};

/** Why an upload failed. */
export class UploadError extends Error {
    constructor(
        code: string,
        message: string,
        more?: {
            status?: number;
            title?: string;
            detail?: string;
            limit?: string;
            found?: string;
            retryAfter?: number;
        });
    /**
     * One of the server's codes, or `network`, `unauthorized`, `cors`, `unreadable`, `store-rejected`,
     * `image-not-supported`, `invalid-image` or `failed`.
     */
    code: string;
    /** The HTTP status; 0 if there was no response. */
    status: number;
    title: string | undefined;
    detail: string | undefined;
    limit: string | undefined;
    found: string | undefined;
    /** After how many milliseconds the server wants to be asked again. */
    retryAfter: number | undefined;
    /** Whether the same file would fail again. After any other failure, the user can try again. */
    get isFinal(): boolean;
}

/** Uploads a file. The promise rejects with an UploadError, or with the reason of the signal. */
export function upload(file: File, options: UploadOptions): Upload<UploadedFile>;

/** Uploads several files, a few at a time. It never rejects because of a file. */
export function uploadAll(files: Iterable<File>, options: UploadAllOptions): Upload<UploadResult[]>;

/** Tells a .NET object what happens to the files of an input: the Blazor component S3Upload calls this. */
export function observe(
    input: HTMLInputElement,
    target: { invokeMethodAsync(name: string, ...values: unknown[]): Promise<unknown> },
    hasProgress?: boolean): {
    /** Cancels the uploads under way and empties the list. */
    clear(): void;
    /** Cancels the uploads under way, and ends the messages. */
    dispose(): void;
};

/** Finds uploads in parts that were interrupted, and are not under way in another tab. The latest is first. */
export function unfinishedUploads(options: UploadOptions): Promise<UnfinishedUpload[]>;

/** What the user reads beside an `<input type="file" data-s3-upload>`. */
export const texts: {
    waiting: string;
    uploading: string;
    retrying: string;
    delayed: string;
    stored: string;
    cancelled: string;
    cancel: string;
    remove: string;
    retry: string;
    replace: string;
    notSent: string;
};
