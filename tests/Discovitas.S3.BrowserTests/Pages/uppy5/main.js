import AwsS3 from '@uppy/aws-s3'
import Uppy from '@uppy/core'
import GoldenRetriever from '@uppy/golden-retriever'
import XHRUpload from '@uppy/xhr-upload'
import { expose } from '../page.js'

expose(Uppy, AwsS3, GoldenRetriever, XHRUpload)
