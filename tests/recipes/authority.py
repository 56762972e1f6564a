"""The recipe of a third authority: the social insurance bureau says whether a guardian is insured in the city."""

from .branch import Branch

ADAPTER = '''"""The social insurance bureau behind its gateway."""

from collections.abc import Mapping

from functions.registration.checking.authorities import AuthorityUnavailableError
from functions.registration.values.identity import IdentityDocument

from .transport import Ask

PATH = "/v1/insured/query"


class InsuranceGateway:
    def __init__(self, ask: Ask) -> None:
        self._ask = ask

    def insured_name(self, document: IdentityDocument, *, deadline: float) -> str | None:
        """The name under which the person is insured, or None. Raises AuthorityUnavailableError."""
        question = {"identity_document": document.model_dump(mode="json", exclude_none=True)}
        answer = self._ask(PATH, question, deadline=deadline)
        return None if answer is None else _name(answer)


def _name(answer: Mapping[str, object]) -> str:
    name = answer.get("name")
    if not isinstance(name, str):
        raise AuthorityUnavailableError("malformed")
    return name
'''

QUESTION = '''"""What the social insurance bureau is asked about a guardian, and how its answer is judged."""

import json
from typing import Protocol

from functions.cloud.queues.batches import CanNeverSucceed
from functions.cloud.queues.checking import DEADLINE, Answered
from functions.registration.checking.findings import Verdict
from functions.registration.checking.planning import subjects
from functions.registration.check_kinds import CheckKind
from functions.registration.checks import Check, CheckState, Finding
from functions.registration.form import Form, Guardian
from functions.registration.season.season import Season
from functions.registration.values.identity import IdentityDocument
from functions.registration.values.names import same_name


class Bureau(Protocol):
    def insured_name(self, document: IdentityDocument, *, deadline: float) -> str | None: ...


def ask_bureau(form: Form, check: Check, season: Season, *, bureau: Bureau) -> Answered:
    del season  # insured or not is the same in every district
    guardian = subjects(form).get(check.id)
    if check.kind is not CheckKind.INSURANCE or not isinstance(guardian, Guardian):
        raise CanNeverSucceed("not_an_insurance_check")
    if guardian.identity_document is None or guardian.name is None:
        raise CanNeverSucceed("nobody_to_ask_about")
    found = bureau.insured_name(guardian.identity_document, deadline=DEADLINE)
    told = json.dumps({"insured": found}, ensure_ascii=False).encode()
    return Answered(_judged(guardian.name, found), told)


def _judged(name: str, found: str | None) -> Verdict:
    if found is None:
        return Verdict(CheckState.MANUAL_REVIEW, (Finding(field="identity_document", code="document_not_held"),))
    if not same_name(found, name):
        return Verdict(CheckState.ABNORMAL, (Finding(field="name", code="name_differs"),))
    return Verdict(CheckState.PASSED)
'''

HANDLER = '''"""From its queue: guardians against the social insurance bureau."""

from functools import partial

from chalice.app import Blueprint, SQSEvent

from functions.cloud import composition
from functions.cloud.check_consumer import consume_checks
from functions.cloud.queues.batches import BatchAnswer
from functions.cloud.queues.queue import Queue

from .question import ask_bureau

bp = Blueprint(__name__)


@bp.on_sqs_message(queue="InsuranceQueue", batch_size=5, name="verify_insurance")
def verify_insurance(event: SQSEvent) -> BatchAnswer:
    return consume_checks(
        event.to_dict(), partial(ask_bureau, bureau=composition.insurance()), queue=Queue.INSURANCE
    )
'''

COMPOSED = '''@cache
def insurance() -> "InsuranceGateway":
    """The social insurance bureau, behind the whole breaker."""
    from functions.cloud.gateways.breaker import guarded, shared_state
    from functions.cloud.gateways.insurance import InsuranceGateway
    from functions.cloud.gateways.transport import Gateway
    from functions.cloud.sealing.secrets import secrets

    ask = Gateway(settings.insurance_gateway().url, _credentials(secrets().insurance_gateway)).ask
    breaker = shared_state(settings.breakers().table, clients.dynamodb())
    return InsuranceGateway(guarded(ask, "insurance", breaker))


'''

ROW = """    CheckKind.INSURANCE: KindOfCheck(
        name="insurance",
        part=Part.GUARDIANS,
        authority=Authority.INSURANCE,
        asked_by="identity_document",
        tested=frozenset({"identity_document", "name"}),
    ),
"""

WORDS = """
  "check_insurance": {"zh-CN": "社保 {name}", "en": "Insurance of {name}"},
  "desk_check_insurance": {"zh-CN": "监护人 {n} 社保", "en": "Guardian {n}: insurance"},
  "queue_insurance": {"zh-CN": "社保", "en": "Insurance"},"""

QUEUES = """  InsuranceDeadLetters:
    Type: AWS::SQS::Queue
    Properties: {MessageRetentionPeriod: 1209600, SqsManagedSseEnabled: true}
  InsuranceQueue:
    Type: AWS::SQS::Queue
    Properties:
      {MessageRetentionPeriod: 1209600, SqsManagedSseEnabled: true, VisibilityTimeout: 180,
       RedrivePolicy: {deadLetterTargetArn: !GetAtt InsuranceDeadLetters.Arn, maxReceiveCount: 1000}}
"""

EXPORTS = """\
  InsuranceQueueUrl: {Value: !Ref InsuranceQueue, Export: {Name: !Sub "${AWS::StackName}-InsuranceQueueUrl"}}
  InsuranceQueueArn: {Value: !GetAtt InsuranceQueue.Arn, Export: {Name: !Sub "${AWS::StackName}-InsuranceQueueArn"}}
  InsuranceDlqUrl: {Value: !Ref InsuranceDeadLetters, Export: {Name: !Sub "${AWS::StackName}-InsuranceDlqUrl"}}
  InsuranceDlqArn: {Value: !GetAtt InsuranceDeadLetters.Arn, Export: {Name: !Sub "${AWS::StackName}-InsuranceDlqArn"}}
"""

VARIABLES = """        RUXUE_INSURANCE_GATEWAY_URL: !Ref InsuranceGatewayUrl
        RUXUE_INSURANCE_QUEUE_URL: {Fn::ImportValue: !Sub "${DataStack}-InsuranceQueueUrl"}
        RUXUE_INSURANCE_DLQ_URL: {Fn::ImportValue: !Sub "${DataStack}-InsuranceDlqUrl"}
"""

FUNCTION = """  VerifyInsurance:
    Properties:
      Events:
        VerifyInsuranceSqsEventSource:
          Properties:
            Queue: {Fn::Sub: ["${Arn}", {Arn: {Fn::ImportValue: !Sub "${DataStack}-InsuranceQueueArn"}}]}
            FunctionResponseTypes: [ReportBatchItemFailures]
            ScalingConfig: {MaximumConcurrency: 5}
"""

PARAMETER = """\
  InsuranceGatewayUrl: {Type: String, AllowedPattern: "^https://.+", Description: The insurance bureau}
"""


def play(house: Branch) -> None:
    _domain(house)
    _cloud(house)
    house.add("functions/verify_insurance/__init__.py", "")
    house.add("functions/verify_insurance/question.py", QUESTION)
    house.add("functions/verify_insurance/handler.py", HANDLER)
    _infra(house)


def _domain(house: Branch) -> None:
    kinds = "functions/registration/check_kinds.py"
    house.insert(kinds, '    GUARDIAN_IDENTITY = "guardian_identity"\n', '    INSURANCE = "insurance"\n')
    house.insert(kinds, '    HOUSEHOLD = "household"\n', '    INSURANCE = "insurance"\n')
    house.insert(kinds, "CHECK_KINDS: Mapping[CheckKind, KindOfCheck] = {\n", ROW)
    house.insert("functions/registration/texts/vocabulary.json", "{\n", WORDS.lstrip("\n") + "\n")


def _cloud(house: Branch) -> None:
    queue = "functions/cloud/queues/queue.py"
    house.insert(queue, '    IDENTITY = "identity"\n', '    INSURANCE = "insurance"\n')
    house.insert(
        queue,
        "    Authority.HOUSEHOLD: Queue.IDENTITY,\n",
        "    Authority.INSURANCE: Queue.INSURANCE,\n",
    )
    silent = '    Authority.HOUSEHOLD: "HouseholdSilent",\n'
    house.insert(queue, silent, '    Authority.INSURANCE: "InsuranceSilent",\n')
    house.add("functions/cloud/gateways/insurance.py", ADAPTER)
    settings = "functions/cloud/settings.py"
    for kind in ("QUEUE", "DLQ"):
        house.insert(
            settings,
            f'    identity: Url = Field(alias="RUXUE_IDENTITY_{kind}_URL")\n',
            f'    insurance: Url = Field(alias="RUXUE_INSURANCE_{kind}_URL")\n',
        )
    house.insert(
        settings,
        '    url: Url = Field(alias="RUXUE_PROPERTY_GATEWAY_URL")\n',
        '\n\nclass InsuranceGateway(Group):\n    url: Url = Field(alias="RUXUE_INSURANCE_GATEWAY_URL")\n',
    )
    house.insert(
        settings,
        "property_gateway = cache(partial(read, PropertyGateway))\n",
        "insurance_gateway = cache(partial(read, InsuranceGateway))\n",
    )
    house.insert(
        "functions/cloud/sealing/secrets.py",
        "    property_gateway: GatewayCredentials\n",
        "    insurance_gateway: GatewayCredentials\n",
    )
    composed = "functions/cloud/composition.py"
    house.insert(
        composed,
        "        Queue.IDENTITY: lambda: (settings.queues().identity, settings.dead_letter_queues().identity),\n",
        "        Queue.INSURANCE: lambda: (settings.queues().insurance, settings.dead_letter_queues().insurance),\n",
    )
    house.insert(
        composed, "    asking = {Queue.IDENTITY: urls.identity,", " Queue.INSURANCE: urls.insurance,"
    )
    house.insert(
        composed, "    return asking | {Queue.CODE: urls.code, Queue.NOTICE: urls.notice}\n\n\n", COMPOSED
    )


def _infra(house: Branch) -> None:
    resources, merged = "infra/resources.yaml", "infra/guardians/merge.yaml"
    house.insert(resources, "Visibility is six times the consumer's time-out.\n", QUEUES)
    house.insert(resources, "\nOutputs:\n", EXPORTS)
    house.insert(merged, "Description: The police household registry's gateway}\n", PARAMETER)
    house.insert(merged, "        RUXUE_PROPERTY_GATEWAY_URL: !Ref PropertyGatewayUrl\n", VARIABLES)
    house.insert(
        merged, "            ScalingConfig: {MaximumConcurrency: !Ref PropertyConcurrency}\n", FUNCTION
    )
    app = "infra/guardians/app.py"
    house.insert(
        app,
        "from functions.verify_identity.handler import bp as verify_identity\n",
        "from functions.verify_insurance.handler import bp as verify_insurance\n",
    )
    house.insert(app, "for room in (", "verify_insurance, ")
    house.insert(
        "infra/guardians/.chalice/config.json",
        '"lambda_functions": {\n',
        '        "verify_insurance": {"iam_policy_file": "../policies/verify_insurance.json",'
        ' "lambda_memory_size": 512, "lambda_timeout": 30},\n',
    )
    house.like(
        "infra/guardians/policies/verify_insurance.json",
        "infra/guardians/policies/verify_property.json",
        "Property",
        "Insurance",
    )
