"""What a hand does in a browser that Playwright has no word for: waiting for the page, and tapping twice."""

from playwright.sync_api import Locator, Page, expect


def settled(page: Page) -> None:
    """Waits until the script has run for what was done last."""
    page.wait_for_timeout(300)  # until the browser has asked for the run
    page.locator("[data-testid=stApp][data-test-script-state=notRunning]").wait_for()


def two_quick_clicks(button: Locator, apart: int = 120) -> None:
    """Presses twice at one place, `apart` milliseconds between, whatever becomes of the page after the first.

    The page stands still before: a form that is still being drawn moves its button, even out of the window.
    """
    page = button.page
    settled(page)
    button.hover()  # brings it into the window
    for pause in (apart, 0):
        page.mouse.down()
        page.mouse.up()
        page.wait_for_timeout(pause)


def choose(page: Page, label: str, value: str) -> None:
    """Types into a select box and takes what it offers."""
    field = page.get_by_role("combobox", name=label)
    field.click()
    field.fill(value)
    field.press("Enter")
    expect(field).to_have_value(value)
