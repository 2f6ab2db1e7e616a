"""A mail relay that keeps what it takes: `relay.py FOLDER [--slow SECONDS] [--refuse ADDRESS] [--busy FILE] [--dies-in-message N]`.

It prints its port. Each message is a file, written whole before the relay answers. An address to refuse gets 550; while FILE exists
every address gets 451, and FILE a line; a relay that dies goes in the middle of its N-th message, having answered nothing.
"""

import argparse
import asyncio
import os
from pathlib import Path

from aiosmtpd.smtp import SMTP


class Keeper:
    def __init__(self, options):
        self.options = options
        self.taken = 0

    async def handle_RCPT(self, server, session, envelope, address, rcpt_options):
        if address == self.options.refuse:
            return "550 5.1.1 no such mailbox"
        if self.options.busy and Path(self.options.busy).exists():
            with open(self.options.busy, "a") as file:
                file.write("asked\n")
            return "451 4.7.1 too many letters, come back later"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        self.taken += 1
        if self.taken == self.options.dies_in_message:
            os._exit(1)
        if self.options.slow:
            await asyncio.sleep(self.options.slow)
        folder = Path(self.options.folder)
        name = f"{os.getpid()}-{self.taken:06}"
        draft = folder / f"{name}.draft"
        draft.write_bytes(envelope.content)
        draft.rename(folder / f"{name}.eml")
        return "250 OK"


async def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("folder")
    parser.add_argument("--port", type=int, default=0)
    parser.add_argument("--slow", type=float, default=0)
    parser.add_argument("--refuse", default="")
    parser.add_argument("--busy", default="")
    parser.add_argument("--dies-in-message", type=int, default=0)
    options = parser.parse_args()
    keeper = Keeper(options)
    loop = asyncio.get_running_loop()
    server = await loop.create_server(lambda: SMTP(keeper), "127.0.0.1", options.port)
    print(server.sockets[0].getsockname()[1], flush=True)
    await server.serve_forever()


asyncio.run(main())
