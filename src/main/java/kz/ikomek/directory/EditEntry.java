package kz.ikomek.directory;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import kz.ikomek.shared.Actor;
import kz.ikomek.shared.Refusal;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Enters and changes entries by hand. Nothing is deleted: what is gone is closed. */
@Component
@Transactional
public class EditEntry {

    /** Key of the refusal of a change to an entry that somebody else has changed meanwhile. */
    public static final String STALE = "directory.stale";

    static final ZoneId ZONE = ZoneId.of("Asia/Almaty");

    private final EntryStore store;
    private final Owners owners;
    private final Clock clock;

    EditEntry(EntryStore store, Owners owners, Clock clock) {
        this.store = store;
        this.owners = owners;
        this.clock = clock;
    }

    /**
     * Enters a new entry.
     *
     * @param mayOwn for whose entries the actor may answer
     * @return its id
     * @throws Refusal naming the field that is wrong
     */
    public long enter(TypedEntry typed, Actor actor, Predicate<Owner> mayOwn) {
        EntryFacts facts = read(typed, mayOwn);
        if (!store.findByExternalId(List.of(facts.externalId())).isEmpty()) {
            throw new Refusal("directory.external-id.taken", "externalId", facts.externalId());
        }
        store.insert(List.of(facts), false, new EntryStore.Change(actor, clock.instant()));
        return store.findByExternalId(List.of(facts.externalId())).values().stream()
                .map(Entry::id)
                .findFirst()
                .orElseThrow();
    }

    /**
     * Changes an entry; its external id stays. An invented entry is invented no more once somebody has corrected it.
     *
     * @param version that the actor saw
     * @param mayOwn to whom the actor may give the entry
     * @throws Refusal naming the field that is wrong; {@link #STALE} when somebody was faster
     */
    public void change(long id, int version, TypedEntry typed, Actor actor, Predicate<Owner> mayOwn) {
        Entry before = store.find(id).orElseThrow(() -> new Refusal("directory.entry.unknown", null));
        EntryFacts facts = read(typed, owner -> owner.equals(before.facts().owner()) || mayOwn.test(owner));
        if (!facts.externalId().equals(before.facts().externalId())) {
            throw new Refusal("directory.external-id.stays", "externalId");
        }
        var change = new EntryStore.Change(actor, clock.instant());
        if (!store.update(List.of(new Entry(id, version, false, facts)), change)[0]) {
            throw new Refusal(STALE, null);
        }
    }

    private EntryFacts read(TypedEntry typed, Predicate<Owner> mayOwn) {
        Map<String, Owner> known = owners.byCode();
        EntryFacts facts = typed.read(known, today());
        if (!mayOwn.test(facts.owner())) {
            throw new Refusal("directory.owner.not-yours", "owner");
        }
        return facts;
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZONE);
    }
}
