"""A browser's side of Streamlit's web socket, without a browser: asks for a run, waits for its end."""

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import ClientConnection

MOST = 10_000


def rerun(connection: ClientConnection, page: str = "", timeout: float = 60) -> list[ForwardMsg]:
    """Runs a page once; gives all that the server sent for it."""
    asked = BackMsg()
    asked.rerun_script.page_name = page
    connection.send(asked.SerializeToString())
    got: list[ForwardMsg] = []
    while len(got) < MOST:
        message = ForwardMsg()
        message.ParseFromString(connection.recv(timeout))
        got.append(message)
        if message.HasField("script_finished"):
            return got
    raise AssertionError("the run did not end")
