import json

import boto3
import pytest
import urllib3

from local.system import System

from .tiny import s3


@pytest.fixture
def upload(system: System):
    with urllib3.PoolManager(retries=False) as http:
        form = json.loads(
            http.request(
                "POST", f"{system.url}/api/form", body=b"", headers={"Content-Type": "application/json"}
            ).data
        )

        def send(content: bytes = b"jpeg", *, origin: str = system.url, **changed: str):
            fields = {**form["fields"], **changed, "file": ("a.jpg", content, "image/jpeg")}
            return http.request("POST", form["url"], fields=fields, headers={"Origin": origin})

        yield send


def test_a_presigned_form_stores_its_file_and_the_page_may_see_the_answer(system: System, upload):
    answer = upload()
    assert answer.status == 204
    assert answer.headers["Access-Control-Allow-Origin"] == system.url
    stored = boto3.client("s3").get_object(Bucket=system.stack.outputs["FileBucketName"], Key="some/key")
    assert stored["Body"].read() == b"jpeg"


def test_another_site_is_told_nothing(upload):
    assert "Access-Control-Allow-Origin" not in upload(origin="https://evil.example").headers


def test_an_expired_form_is_refused(system: System, upload):
    system.clock.advance(601)
    assert upload().status == 403


@pytest.mark.parametrize(
    ("content", "changed", "status"),
    [
        (b"", {}, 400),
        (b"x" * 101, {}, 400),
        (b"x", {"key": "other/key"}, 403),
        (b"x", {"Content-Type": "text/html"}, 403),
        (b"x", {"acl": "public-read"}, 403),
        (b"x", {"policy": "???"}, 400),
    ],
)
def test_a_form_that_breaks_its_policy_is_refused(
    upload, content: bytes, changed: dict[str, str], status: int
):
    assert upload(content, **changed).status == status


def test_an_expired_link_is_refused(system: System, upload):
    upload()
    link = s3().generate_presigned_url(
        "get_object",
        Params={"Bucket": system.stack.outputs["FileBucketName"], "Key": "some/key"},
        ExpiresIn=60,
    )
    with urllib3.PoolManager() as http:
        assert http.request("GET", link).data == b"jpeg"
        system.clock.advance(61)
        assert http.request("GET", link).status == 403


def test_the_next_uploads_can_be_made_to_fail(system: System, upload):
    with urllib3.PoolManager() as http:
        http.request("PUT", f"{system.url}/local/uploads", body=b'{"fail_next": 2}')
    assert [upload().status for _ in range(3)] == [503, 503, 204]
