"""What the environment says: where the data lies and where to serve it."""

from pathlib import Path
from typing import Literal

from platformdirs import user_data_path
from pydantic import Field, ValidationError, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict
from sqlalchemy.engine import URL

from storage.engine import parse_url, sqlite_url
from tracker.errors import SettingsError

LogLevel = Literal["DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL"]


class Settings(BaseSettings):
    """The `KITELOG_*` variables."""

    model_config = SettingsConfigDict(env_prefix="KITELOG_", frozen=True)

    data_dir: Path = Field(default_factory=lambda: user_data_path("kitelog", appauthor=False))
    database_url: str = ""
    host: str = "127.0.0.1"
    port: int = Field(default=8501, ge=1, le=65535)
    log_level: LogLevel = "INFO"

    @field_validator("log_level", mode="before")
    @classmethod
    def upper(cls, value: object) -> object:
        """`info` and `INFO` mean the same."""
        return value.upper() if isinstance(value, str) else value

    @property
    def url(self) -> URL:
        """The database's address: the one given, else a SQLite file in the data folder."""
        return parse_url(self.database_url) if self.database_url else sqlite_url(self.data_dir / "kitelog.db")


def read_settings() -> Settings:
    """The settings of this process. Raises SettingsError with one sentence for the first bad value."""
    try:
        settings = Settings()
        _ = settings.url
    except ValidationError as error:
        first = error.errors()[0]
        name = "KITELOG_" + str(first["loc"][0]).upper()
        raise SettingsError(
            f"{name} is {first['input']!r}: {first['msg'].lower()}. Correct it and start again."
        ) from error
    return settings
