package kz.ikomek.intake.bulk;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import kz.ikomek.catalog.Catalog;
import kz.ikomek.shared.Actor;
import kz.ikomek.shared.Language;
import kz.ikomek.shared.Refusal;
import kz.ikomek.shared.Sentences;
import kz.ikomek.staff.BulkRights;
import kz.ikomek.staff.StaffMember;
import kz.ikomek.workflow.StaffTasks;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.server.ResponseStatusException;

/** Own tasks of one cause: chosen, looked at beforehand, done together. Whose page it is not is answered 403. */
@Controller
@RequestMapping("/staff/bulk")
class BulkPage {

    /** How long ago an appeal was registered at the most; empty for any time. */
    private static final List<String> SPANS = List.of("", "PT1H", "PT3H", "PT12H", "P1D", "P3D", "P7D");

    private final BulkSheets sheets;
    private final BulkStore store;
    private final DoTogether together;
    private final StaffTasks tasks;
    private final Catalog catalog;
    private final Sentences sentences;

    BulkPage(
            BulkSheets sheets,
            BulkStore store,
            DoTogether together,
            StaffTasks tasks,
            Catalog catalog,
            Sentences sentences) {
        this.sheets = sheets;
        this.store = store;
        this.together = together;
        this.tasks = tasks;
        this.catalog = catalog;
        this.sentences = sentences;
    }

    /** Whether the page is for this reader, for the link in Tasklist. */
    @GetMapping("/offered")
    @ResponseBody
    Map<String, Boolean> offered(@AuthenticationPrincipal StaffMember reader) {
        return Map.of("offered", !BulkRights.of(reader).isEmpty());
    }

    @GetMapping
    String choose(
            @RequestParam Map<String, String> typed,
            @AuthenticationPrincipal StaffMember reader,
            Locale locale,
            Model model) {
        return list(typed, null, reader, locale, model);
    }

    @PostMapping
    String preview(
            @RequestParam Map<String, String> typed,
            @RequestParam(defaultValue = "") List<String> task,
            @AuthenticationPrincipal StaffMember reader,
            Locale locale,
            Model model) {
        var actor = new Actor(reader.userId());
        BulkStep step = step(typed, reader);
        try {
            BulkOrder order = order(step, task, typed);
            var own = tasks.find(task, actor);
            if (own.isEmpty()) {
                throw new Refusal("bulk.nothing-left", null);
            }
            return "redirect:/staff/bulk/" + together.plan(order, own, task.size() - own.size(), actor);
        } catch (Refusal refusal) {
            model.addAttribute("error", sentences.of(refusal, Language.of(locale)));
            model.addAttribute("wrong", refusal.field());
            return list(typed, Set.copyOf(task), reader, locale, model);
        }
    }

    @GetMapping("/{id}")
    String show(@PathVariable UUID id, @AuthenticationPrincipal StaffMember reader, Locale locale, Model model) {
        model.addAttribute("order", sheets.order(find(id, reader), Language.of(locale)));
        return "bulk/order";
    }

    @PostMapping("/{id}")
    String carryOut(@PathVariable UUID id, @AuthenticationPrincipal StaffMember reader) {
        together.carryOut(find(id, reader), new Actor(reader.userId()));
        return "redirect:/staff/bulk/" + id;
    }

    private static BulkOrder order(BulkStep step, List<String> task, Map<String, String> typed) {
        if (task.isEmpty()) {
            throw new Refusal("bulk.none-chosen", null);
        }
        if (task.size() > BulkSheets.MOST) {
            throw new Refusal("bulk.too-many", null, BulkSheets.MOST);
        }
        String wanted = typed.getOrDefault("action", "");
        if (wanted.isEmpty()) {
            throw new Refusal("shared.required", "decision");
        }
        BulkAction action = BulkAction.of(step).stream()
                .filter(one -> one.name().equals(wanted))
                .findFirst()
                .orElseThrow(() -> new Refusal("shared.unknown-choice", "decision"));
        return BulkOrder.read(action, typed);
    }

    private String list(
            Map<String, String> typed, @Nullable Set<String> chosen, StaffMember reader, Locale locale, Model model) {
        Language language = Language.of(locale);
        BulkStep step = step(typed, reader);
        String since = typed.getOrDefault("since", "");
        var filter = new BulkSheets.Filter(
                step,
                typed.getOrDefault("category", ""),
                typed.getOrDefault("district", ""),
                typed.getOrDefault("address", ""),
                SPANS.contains(since) ? since : "");
        List<BulkSheet.Row> rows = sheets.rows(filter, reader, language);
        boolean all = chosen == null && typed.containsKey("all");
        model.addAttribute("filter", filter);
        model.addAttribute("rows", rows);
        model.addAttribute("most", BulkSheets.MOST);
        model.addAttribute(
                "chosen",
                chosen != null
                        ? chosen
                        : all ? rows.stream().map(BulkSheet.Row::task).toList() : Set.of());
        model.addAttribute("steps", named(BulkStep.of(reader), "bulk.step.", language));
        model.addAttribute("spans", named(SPANS, "bulk.since.", language));
        model.addAttribute("actions", BulkAction.of(step));
        model.addAttribute("categories", catalog.categories());
        model.addAttribute("districts", catalog.districts());
        model.addAttribute("agencies", catalog.agenciesInUse());
        model.addAttribute("reading", language);
        model.addAttribute("typed", typed);
        return "bulk/choose";
    }

    private <T> Map<T, String> named(List<T> keys, String prefix, Language language) {
        Map<T, String> named = new LinkedHashMap<>();
        keys.forEach(key -> named.put(key, sentences.of(prefix + (key.toString().isEmpty() ? "any" : key), language)));
        return named;
    }

    /** The step that is asked for, or the first that this reader has. */
    private static BulkStep step(Map<String, String> typed, StaffMember reader) {
        List<BulkStep> own = BulkStep.of(reader);
        if (own.isEmpty()) {
            throw new ResponseStatusException(HttpStatus.FORBIDDEN);
        }
        return Arrays.stream(BulkStep.values())
                .filter(own::contains)
                .filter(step -> step.name().equals(typed.get("step")))
                .findFirst()
                .orElse(own.get(0));
    }

    /** Whose order it is not is told that there is none. */
    private BulkRun find(UUID id, StaffMember reader) {
        if (BulkStep.of(reader).isEmpty()) {
            throw new ResponseStatusException(HttpStatus.FORBIDDEN);
        }
        return store.find(id, new Actor(reader.userId()))
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }
}
