package kz.ikomek.intake.accounts;

import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import kz.ikomek.deadlines.WorkingCalendar;
import kz.ikomek.shared.Actor;
import kz.ikomek.shared.Language;
import kz.ikomek.shared.Refusal;
import kz.ikomek.shared.Sentences;
import kz.ikomek.staff.Permission;
import kz.ikomek.staff.Permissions;
import kz.ikomek.staff.StaffMember;
import kz.ikomek.workflow.ChangePassword;
import kz.ikomek.workflow.StaffAccounts;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;

/** Lists the accounts, those locked out first; unlocks them and has passwords changed. */
@Controller
@RequestMapping("/staff/accounts")
class AccountsPage {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("dd.MM.yyyy HH:mm").withZone(WorkingCalendar.ZONE);
    private static final DateTimeFormatter MOMENT =
            DateTimeFormatter.ofPattern("HH:mm:ss").withZone(WorkingCalendar.ZONE);

    private final StaffAccounts accounts;
    private final ChangePassword passwords;
    private final Sentences sentences;

    AccountsPage(StaffAccounts accounts, ChangePassword passwords, Sentences sentences) {
        this.accounts = accounts;
        this.passwords = passwords;
        this.sentences = sentences;
    }

    /** @param stopped whether there is something to unlock */
    record Row(
            String userId,
            String name,
            List<String> groups,
            boolean stopped,
            @Nullable String locked,
            @Nullable String waits,
            boolean mustChange,
            @Nullable String passwordSet,
            int failures,
            int sessions) {}

    @GetMapping
    String list(
            @RequestParam(defaultValue = "") String query,
            @AuthenticationPrincipal StaffMember reader,
            Locale locale,
            Model model) {
        require(reader);
        return sheet(query, locale, model);
    }

    @PostMapping("/unlock")
    String unlock(
            @RequestParam String account,
            @RequestParam(defaultValue = "") String query,
            @AuthenticationPrincipal StaffMember editor,
            Locale locale,
            Model model) {
        require(editor);
        return act(
                account,
                query,
                "accounts.unlocked",
                locale,
                model,
                () -> accounts.unlock(account, new Actor(editor.userId())));
    }

    @PostMapping("/new-password")
    String requireNewPassword(
            @RequestParam String account,
            @RequestParam(defaultValue = "") String query,
            @AuthenticationPrincipal StaffMember editor,
            Locale locale,
            Model model) {
        require(editor);
        if (!passwords.offered()) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        }
        return act(
                account,
                query,
                "accounts.required",
                locale,
                model,
                () -> accounts.requireNewPassword(account, new Actor(editor.userId())));
    }

    private String act(String account, String query, String done, Locale locale, Model model, Runnable action) {
        Language language = Language.of(locale);
        try {
            action.run();
            model.addAttribute("done", sentences.of(done, language, account));
        } catch (Refusal refusal) {
            model.addAttribute("error", sentences.of(refusal, language));
        }
        return sheet(query, locale, model);
    }

    private String sheet(String query, Locale locale, Model model) {
        List<Row> rows = accounts.find(query).stream()
                .map(account -> row(account, Language.of(locale)))
                .toList();
        model.addAttribute("rows", rows);
        model.addAttribute("stopped", rows.stream().filter(Row::stopped).count());
        model.addAttribute("more", rows.size() == StaffAccounts.MOST);
        model.addAttribute("query", query);
        model.addAttribute("passwords", passwords.offered());
        return "accounts/list";
    }

    private static Row row(StaffAccounts.Account account, Language language) {
        return new Row(
                account.userId(),
                account.name(),
                account.groups().stream().map(group -> in(language, group)).toList(),
                account.lockedAt() != null || account.waitsUntil() != null,
                text(TIME, account.lockedAt()),
                text(MOMENT, account.waitsUntil()),
                account.mustChange(),
                text(TIME, account.passwordSetAt()),
                account.failures(),
                account.sessions());
    }

    /** The engine keeps names of groups as "Kazakh / Russian"; who reads neither gets both. */
    private static String in(Language language, String group) {
        int middle = group.indexOf(" / ");
        if (middle < 0 || language == Language.EN) {
            return group;
        }
        return language == Language.RU ? group.substring(middle + 3) : group.substring(0, middle);
    }

    private static @Nullable String text(DateTimeFormatter format, @Nullable Instant at) {
        return at == null ? null : format.format(at);
    }

    private static void require(StaffMember reader) {
        if (!Permissions.of(reader).contains(Permission.MANAGE_ACCOUNTS)) {
            throw new ResponseStatusException(HttpStatus.FORBIDDEN);
        }
    }
}
