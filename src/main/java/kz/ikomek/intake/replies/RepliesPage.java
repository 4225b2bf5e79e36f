package kz.ikomek.intake.replies;

import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import kz.ikomek.catalog.Catalog;
import kz.ikomek.catalog.Category;
import kz.ikomek.catalog.CategoryCode;
import kz.ikomek.deadlines.WorkingCalendar;
import kz.ikomek.replies.EditReplies;
import kz.ikomek.replies.OfferReplies;
import kz.ikomek.replies.Placeholder;
import kz.ikomek.replies.Replies;
import kz.ikomek.replies.Reply;
import kz.ikomek.replies.ReplyChange;
import kz.ikomek.replies.ReplyUse;
import kz.ikomek.replies.TypedReply;
import kz.ikomek.shared.Actor;
import kz.ikomek.shared.Language;
import kz.ikomek.shared.Refusal;
import kz.ikomek.shared.Sentences;
import kz.ikomek.staff.Permission;
import kz.ikomek.staff.Permissions;
import kz.ikomek.staff.StaffMember;
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
import org.springframework.web.server.ResponseStatusException;

/** Lists the canned replies, adds, changes, retires and previews them. What is refused comes again as it was typed. */
@Controller
@RequestMapping("/staff/replies")
class RepliesPage {

    private static final String LIST = "redirect:/staff/replies";
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("dd.MM.yyyy HH:mm").withZone(WorkingCalendar.ZONE);

    private final Replies replies;
    private final EditReplies edit;
    private final OfferReplies offer;
    private final Catalog catalog;
    private final Sentences sentences;

    RepliesPage(Replies replies, EditReplies edit, OfferReplies offer, Catalog catalog, Sentences sentences) {
        this.replies = replies;
        this.edit = edit;
        this.offer = offer;
        this.catalog = catalog;
        this.sentences = sentences;
    }

    /** @param category its name; null for all categories */
    record Row(long id, @Nullable String category, Reply reply) {}

    record Group(String use, List<Row> rows) {}

    record Line(String at, String who, String what) {}

    @GetMapping
    String list(
            @RequestParam(defaultValue = "") String use,
            @RequestParam(defaultValue = "") String category,
            @RequestParam(defaultValue = "false") boolean retired,
            @AuthenticationPrincipal StaffMember reader,
            Locale locale,
            Model model) {
        require(reader);
        Language language = Language.of(locale);
        Map<CategoryCode, String> categories = categories(language);
        Map<ReplyUse, List<Row>> rows = replies.all().stream()
                .filter(reply -> retired || !reply.retired())
                .filter(reply -> use.isEmpty() || reply.use().name().equals(use))
                .filter(reply -> category.isEmpty()
                        || reply.category() != null && reply.category().value().equals(category))
                .map(reply -> new Row(reply.id(), categories.get(reply.category()), reply))
                .collect(Collectors.groupingBy(row -> row.reply().use()));
        model.addAttribute(
                "groups",
                Arrays.stream(ReplyUse.values())
                        .filter(rows::containsKey)
                        .map(key -> new Group(name(key, language), rows.getOrDefault(key, List.of())))
                        .toList());
        model.addAttribute("count", rows.values().stream().mapToInt(List::size).sum());
        model.addAttribute("uses", uses(language));
        model.addAttribute("categories", categories);
        model.addAttribute("use", use);
        model.addAttribute("category", category);
        model.addAttribute("retired", retired);
        return "replies/list";
    }

    @GetMapping("/new")
    String blank(@AuthenticationPrincipal StaffMember reader, Locale locale, Model model) {
        require(reader);
        return form(null, 0, TypedReply.NOTHING, locale, model);
    }

    @GetMapping("/{id}")
    String page(@PathVariable long id, @AuthenticationPrincipal StaffMember reader, Locale locale, Model model) {
        require(reader);
        Reply reply = find(id);
        return form(reply, reply.version(), TypedReply.of(reply), locale, model);
    }

    @PostMapping("/new")
    String add(
            TypedReply typed,
            @RequestParam(defaultValue = "false") boolean preview,
            @AuthenticationPrincipal StaffMember editor,
            Locale locale,
            Model model) {
        require(editor);
        return act(null, 0, typed, preview, locale, model, () -> {
            edit.add(typed, new Actor(editor.userId()));
            return LIST;
        });
    }

    @PostMapping("/{id}")
    String change(
            @PathVariable long id,
            @RequestParam int version,
            TypedReply typed,
            @RequestParam(defaultValue = "false") boolean preview,
            @AuthenticationPrincipal StaffMember editor,
            Locale locale,
            Model model) {
        require(editor);
        return act(find(id), version, typed, preview, locale, model, () -> {
            edit.change(id, version, typed, new Actor(editor.userId()));
            return LIST;
        });
    }

    @PostMapping("/{id}/retire")
    String retire(
            @PathVariable long id,
            @RequestParam int version,
            @AuthenticationPrincipal StaffMember editor,
            Locale locale,
            Model model) {
        require(editor);
        Reply reply = find(id);
        return act(reply, version, TypedReply.of(reply), false, locale, model, () -> {
            edit.retire(id, version, new Actor(editor.userId()));
            return LIST;
        });
    }

    @PostMapping("/{id}/restore")
    String restore(
            @PathVariable long id,
            @RequestParam int version,
            @AuthenticationPrincipal StaffMember editor,
            Locale locale,
            Model model) {
        require(editor);
        Reply reply = find(id);
        return act(reply, version, TypedReply.of(reply), false, locale, model, () -> {
            edit.restore(id, version, new Actor(editor.userId()));
            return LIST;
        });
    }

    private String act(
            @Nullable Reply reply,
            int version,
            TypedReply typed,
            boolean preview,
            Locale locale,
            Model model,
            Supplier<String> action) {
        try {
            if (!preview) {
                return action.get();
            }
            edit.check(typed, reply);
            model.addAttribute("sample", offer.sample(typed.textKk(), typed.textRu(), code(typed)));
        } catch (Refusal refusal) {
            model.addAttribute("error", sentences.of(refusal, Language.of(locale)));
            model.addAttribute("wrong", refusal.field());
        }
        return form(reply, version, typed, locale, model);
    }

    private String form(@Nullable Reply reply, int version, TypedReply typed, Locale locale, Model model) {
        Language language = Language.of(locale);
        Map<CategoryCode, String> offered = names(catalog.categoriesInUse(), language);
        CategoryCode kept = code(typed);
        if (kept != null && !offered.containsKey(kept)) {
            offered.put(kept, categories(language).getOrDefault(kept, kept.value()));
        }
        model.addAttribute("reply", reply);
        model.addAttribute("version", version);
        model.addAttribute("typed", typed);
        model.addAttribute("uses", uses(language));
        model.addAttribute("categories", offered);
        model.addAttribute("placeholders", Placeholder.values());
        model.addAttribute(
                "lines",
                reply == null
                        ? List.of()
                        : replies.changes(reply.id()).stream()
                                .map(change -> line(change, language))
                                .toList());
        return "replies/edit";
    }

    private Line line(ReplyChange change, Language language) {
        return new Line(
                TIME.format(change.at()),
                change.actor().equals(Actor.SYSTEM.userId())
                        ? sentences.of("replies.system", language)
                        : change.actor(),
                sentences.of("replies.kind." + change.kind(), language));
    }

    private Map<ReplyUse, String> uses(Language language) {
        Map<ReplyUse, String> uses = new LinkedHashMap<>();
        Arrays.stream(ReplyUse.values()).forEach(use -> uses.put(use, name(use, language)));
        return uses;
    }

    private String name(ReplyUse use, Language language) {
        return sentences.of("replies.use." + use, language);
    }

    private Map<CategoryCode, String> categories(Language language) {
        return names(catalog.categories(), language);
    }

    private static Map<CategoryCode, String> names(List<Category> categories, Language language) {
        Map<CategoryCode, String> names = new LinkedHashMap<>();
        categories.forEach(
                category -> names.put(category.code(), category.name().in(language)));
        return names;
    }

    private Reply find(long id) {
        return replies.find(id).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }

    private static @Nullable CategoryCode code(TypedReply typed) {
        return typed.category().isBlank() ? null : new CategoryCode(typed.category());
    }

    private static void require(StaffMember reader) {
        if (!Permissions.of(reader).contains(Permission.EDIT_REPLIES)) {
            throw new ResponseStatusException(HttpStatus.FORBIDDEN);
        }
    }
}
