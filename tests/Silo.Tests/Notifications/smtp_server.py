"""A mail server for the tests: prints its port, then one line of JSON for every message that it accepts.

usage: smtp_server.py [--certificate FILE --key FILE --user NAME --password TEXT] [--refuse ADDRESS]
"""
import argparse
import asyncio
import email
import email.policy
import json
import ssl
import sys

from aiosmtpd.smtp import AuthResult, SMTP


def say(text):
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


def parse(content):
    mail = email.message_from_bytes(content, policy=email.policy.default)
    return {
        "type": mail.get_content_type(),
        "headers": {name.lower(): str(value) for name, value in mail.items()},
        "parts": {part.get_content_type(): part.get_content() for part in mail.walk() if not part.is_multipart()},
    }


class Handler:
    def __init__(self, refused):
        self.refused = refused

    async def handle_RCPT(self, server, session, envelope, address, rcpt_options):
        if address == self.refused:
            return "550 5.1.1 no such mailbox"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        say(json.dumps({
            "from": envelope.mail_from,
            "to": envelope.rcpt_tos,
            "encrypted": session.ssl is not None,
            "user": session.auth_data.login.decode() if session.authenticated else None,
            **parse(envelope.content),
        }))
        return "250 accepted"


class Server(SMTP):
    async def smtp_AUTH(self, arg):
        """The names of mechanisms are not case-sensitive to anybody but the base class."""
        mechanism, _, rest = (arg or "").partition(" ")
        await super().smtp_AUTH((mechanism.upper() + " " + rest).strip() or None)


def main():
    parser = argparse.ArgumentParser()
    for name in ("certificate", "key", "user", "password", "refuse"):
        parser.add_argument("--" + name)
    args = parser.parse_args()
    options = {}
    if args.certificate:
        context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        context.load_cert_chain(args.certificate, args.key)

        def check(server, session, envelope, mechanism, data):
            good = data.login.decode() == args.user and data.password.decode() == args.password
            return AuthResult(success=good, handled=False, auth_data=data)

        options = {"tls_context": context, "require_starttls": True, "authenticator": check, "auth_required": True}
    handler = Handler(args.refuse)
    asyncio.run(serve(lambda: Server(handler, enable_SMTPUTF8=True, loop=asyncio.get_running_loop(), **options)))


async def serve(factory):
    loop = asyncio.get_running_loop()
    server = await loop.create_server(factory, host="127.0.0.1", port=0)
    say(str(server.sockets[0].getsockname()[1]))
    await loop.run_in_executor(None, sys.stdin.read)  # until the test closes it


main()
