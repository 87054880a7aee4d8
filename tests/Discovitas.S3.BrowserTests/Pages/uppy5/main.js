import AwsS3 from '@uppy/aws-s3'
import Uppy from '@uppy/core'
import GoldenRetriever from '@uppy/golden-retriever'
import { expose } from '../page.js'

expose(Uppy, AwsS3, GoldenRetriever)
