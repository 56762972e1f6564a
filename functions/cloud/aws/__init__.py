"""The few AWS operations of the paths that families wait on: DynamoDB, KMS, SQS, Secrets Manager.

Everything rare (S3, SNS, CloudWatch) goes through boto3, which `functions.cloud.clients` imports only then.
"""
