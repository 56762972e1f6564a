"""The submission on FastAPI behind Mangum."""

from aws_lambda_powertools import Logger
from fastapi import FastAPI, HTTPException, Request
from mangum import Mangum
from work import Command, RefusedError, Submitted, submit

app = FastAPI()
logger = Logger(service="peer")


@app.post("/api/registrations/{registration_id}/submission")
def submission(registration_id: str, command: Command, request: Request) -> Submitted:
    account = request.scope["aws.event"]["requestContext"]["authorizer"]["account"]
    try:
        return submit(registration_id, command, account)
    except RefusedError:
        logger.info("refused")
        raise HTTPException(404) from None


handler = Mangum(app, lifespan="off")
