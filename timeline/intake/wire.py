"""The connection that an article is fetched over: to a checked and pinned address, and cut when time is up."""

import socket
import threading
from collections.abc import Collection
from typing import Any

from requests import PreparedRequest
from requests_hardened import Config, HTTPSession
from requests_hardened.ip_filter_adapter import IPFilterAdapter
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool

from .addresses import is_public
from .refusals import FetchRefused

USER_AGENT = "Demarche (timeline tracker; fetches one article at the request of an analyst)"
WEB_PORTS = (80, 443)


class Wires:
    """The open sockets of one fetch. A read timeout starts anew with every byte: cutting ends a slow drip."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._sockets: list[socket.socket] = []
        self._is_cut = False

    def keep(self, connected: socket.socket) -> socket.socket:
        """A second handle on the connection: TLS takes the first one over while it still shakes hands."""
        with self._lock:
            if self._is_cut:
                connected.close()
                raise TimeoutError("time is up")
            self._sockets.append(connected.dup())
        return connected

    def cut(self) -> None:
        with self._lock:
            self._is_cut = True
            for handle in self._sockets:
                try:
                    handle.shutdown(socket.SHUT_RDWR)
                except OSError:
                    pass  # closed by the other side already
                handle.close()
            self._sockets.clear()


class CheckedAdapter(IPFilterAdapter):
    """The library resolves a name once, checks the address and pins it; here the pinned address is checked again."""

    def __init__(self, *, wires: Wires, allowed: Collection[tuple[str, int]], **options: Any) -> None:
        self._wires = wires
        self._allowed = allowed
        super().__init__(allow_loopback=bool(allowed), **options)

    def init_poolmanager(self, *arguments: Any, **options: Any) -> None:
        super().init_poolmanager(*arguments, **options)
        self.poolmanager.pool_classes_by_scheme = _pools(self._wires)

    def build_connection_pool_key_attributes(
        self, request: PreparedRequest, verify: bool | str, cert: Any = None
    ) -> tuple[Any, Any]:
        host, options = super().build_connection_pool_key_attributes(request, verify, cert)
        address = host["host"].strip("[]")
        port = host["port"] or (443 if host["scheme"] == "https" else 80)
        if (address, port) in self._allowed:
            return host, options
        if not is_public(address):
            raise FetchRefused("address")
        if port not in WEB_PORTS:
            raise FetchRefused("port")
        return host, options


def _pools(wires: Wires) -> dict[str, type[HTTPConnectionPool]]:
    class Plain(HTTPConnection):
        def _new_conn(self) -> socket.socket:
            return wires.keep(super()._new_conn())

    class Secure(HTTPSConnection):
        def _new_conn(self) -> socket.socket:
            return wires.keep(super()._new_conn())

    class PlainPool(HTTPConnectionPool):
        ConnectionCls = Plain

    class SecurePool(HTTPSConnectionPool):
        ConnectionCls = Secure

    return {"http": PlainPool, "https": SecurePool}


def session(*, wires: Wires, allowed: Collection[tuple[str, int]], seconds: float) -> HTTPSession:
    """A session that follows no redirect and takes nothing from the environment: no proxy, no netrc."""
    made = HTTPSession(
        Config(
            ip_filter_enable=False,  # mounted below, with a second check
            ip_filter_allow_loopback_ips=False,
            never_redirect=True,
            default_timeout=(seconds, seconds),
            user_agent_override=USER_AGENT,
        )
    )
    made.trust_env = False
    for scheme in ("http", "https"):
        made.mount(f"{scheme}://", CheckedAdapter(wires=wires, allowed=allowed, is_https_proto=scheme == "https"))
    return made
