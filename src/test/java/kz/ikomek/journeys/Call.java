package kz.ikomek.journeys;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import kz.ikomek.appeals.AppealNumber;

/** An operator writes a call down by keyboard alone. Counts the keys that are no text: a chord is one. */
final class Call {

    private final Page page;
    private int keys;

    Call(Page page) {
        this.page = page;
        assertThat(page.locator("#call-form")).isVisible();
        page.waitForFunction("() => window.htmx !== undefined");
    }

    Page page() {
        return page;
    }

    Call types(String text) {
        page.keyboard().type(text);
        return this;
    }

    Call presses(String key) {
        page.keyboard().press(key);
        keys++;
        return this;
    }

    /** By Tab, from field to field. */
    Call goes(String field) {
        for (int i = 0;
                i < 30 && !Boolean.TRUE.equals(field(field).evaluate("e => e === document.activeElement"));
                i++) {
            presses("Tab");
        }
        assertThat(field(field)).isFocused();
        return this;
    }

    int keys() {
        return keys;
    }

    Locator field(String name) {
        return page.locator("#call-form [name='" + name + "']");
    }

    Locator options() {
        return page.locator("#category-options [role=option]");
    }

    Locator beside() {
        return page.locator(".beside");
    }

    Locator notice() {
        return page.locator(".call-form .notice");
    }

    Locator error() {
        return page.locator("#error");
    }

    AppealNumber number() {
        Locator digits = page.locator("#read-out");
        assertThat(digits).isVisible();
        return AppealNumber.parse(digits.textContent());
    }
}
