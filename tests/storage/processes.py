"""Other processes that start on a database: at the same moment, with fewer rights, or with less space."""

import ctypes
import os
import resource
from multiprocessing import get_context
from multiprocessing.connection import Connection
from multiprocessing.synchronize import Barrier

from sqlalchemy.engine import URL

from storage.errors import StorageError
from storage.session import Database
from storage.upgrade import prepare
from tests.clock import NOON

LINUX_CAPABILITY_VERSION_3 = 0x20080522
# Forked, so that a test pays for no second start of Python; the database is opened in the child.
CONTEXT = get_context("fork")


def start_at_once(
    url: URL, *, processes: int = 1, most_bytes: int = 0, without_root: bool = False
) -> list[str]:
    """What each of these processes says of its start.

    `most_bytes` is the size beyond which no file of theirs may grow; `without_root` takes away the right
    of root to pass by the mode of a file.
    """
    barrier = CONTEXT.Barrier(processes)
    started = []
    for _ in range(processes):
        receiver, sender = CONTEXT.Pipe(duplex=False)
        arguments = (url, barrier, sender, most_bytes, without_root)
        process = CONTEXT.Process(target=_start, args=arguments, daemon=True)
        process.start()
        sender.close()
        started.append((process, receiver))
    try:
        return [receiver.recv() if receiver.poll(60) else "silence" for _, receiver in started]
    finally:
        for process, _ in started:
            process.kill()
            process.join()


def _start(url: URL, barrier: Barrier, sender: Connection, most_bytes: int, without_root: bool) -> None:
    if without_root and os.geteuid() == 0:
        _drop_capabilities()
    if most_bytes:
        resource.setrlimit(resource.RLIMIT_FSIZE, (most_bytes, most_bytes))
    barrier.wait(60)
    try:
        sender.send(prepare(Database(url), now=NOON).outcome.value)
    except StorageError as error:
        sender.send(str(error))


def _drop_capabilities() -> None:
    """See capset(2): a header of version and process, then two times effective, permitted, inheritable."""
    header = (ctypes.c_uint32 * 2)(LINUX_CAPABILITY_VERSION_3, 0)
    none = (ctypes.c_uint32 * 6)()
    if ctypes.CDLL(None, use_errno=True).capset(header, none) != 0:
        raise OSError(ctypes.get_errno(), "capset")
