"""Logging in, encryption, and many workers on one queue."""

import ssl
import threading
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from aiosmtpd.smtp import AuthResult, LoginPassword
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from django.db import connection, transaction

from samskabelse.mail.delivery import drain
from samskabelse.mail.models import OutgoingMail
from samskabelse.mail.queue import Order, queue_many
from tests.mail.sink import running_sink


def authenticate(server, session, envelope, mechanism, data) -> AuthResult:
    return AuthResult(success=data == LoginPassword(b"nordager", b"right"), handled=False)


@pytest.mark.django_db
@pytest.mark.filterwarnings("ignore:Requiring AUTH while not requiring TLS")
@pytest.mark.parametrize(("password", "state"), [("right", "sent"), ("wrong", "queued")])
def test_a_wrong_password_is_no_mails_fault(settings, post, password, state):
    options = {"authenticator": authenticate, "auth_required": True, "auth_require_tls": False}
    with running_sink(**options) as sink:
        settings.SMTP_HOST, settings.SMTP_PORT = "127.0.0.1", sink.port
        settings.SMTP_USER, settings.SMTP_PASSWORD = "nordager", password
        post()
        drain("invitation")
        row = OutgoingMail.objects.get()
        assert (row.state, row.attempts) == (state, int(state == "sent"))


@pytest.fixture(scope="module")
def certificate(tmp_path_factory) -> tuple[Path, Path]:
    """A certificate for localhost that signs itself, and its key."""
    folder = tmp_path_factory.mktemp("tls")
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "localhost")])
    now = datetime.now(UTC)
    built = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
        .sign(key, hashes.SHA256())
    )
    (folder / "cert.pem").write_bytes(built.public_bytes(serialization.Encoding.PEM))
    (folder / "key.pem").write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )
    return folder / "cert.pem", folder / "key.pem"


@pytest.mark.django_db
@pytest.mark.parametrize(("trusted", "state"), [(True, "sent"), (False, "queued")])
def test_an_encrypted_line_is_a_verified_one(
    settings, post, monkeypatch, certificate, trusted, state
):
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(*certificate)
    if trusted:
        monkeypatch.setenv("SSL_CERT_FILE", str(certificate[0]))
    with running_sink(tls_context=context, require_starttls=True) as sink:
        settings.SMTP_HOST, settings.SMTP_PORT = "localhost", sink.port
        settings.SMTP_STARTTLS = True
        post()
        drain("invitation")
    assert OutgoingMail.objects.get().state == state


@pytest.mark.django_db
def test_a_server_without_encryption_gets_nothing(settings, sink, post):
    settings.SMTP_STARTTLS = True
    post()
    drain("invitation")
    assert (OutgoingMail.objects.get().state, sink.messages) == ("queued", [])


@pytest.mark.django_db(transaction=True)
def test_four_workers_send_each_mail_once(sink):
    with transaction.atomic():
        orders = [Order(key=f"n:{i}", to=f"p{i}@x.example", params={}) for i in range(60)]
        queue_many("note", orders)

    def work() -> None:
        drain("invitation")
        connection.close()

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(sink.receivers) == sorted(order.to for order in orders)
    assert len(sink.sessions) > 1
