// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.imap;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import org.eclipse.angus.mail.iap.Argument;
import org.eclipse.angus.mail.iap.Response;
import org.eclipse.angus.mail.imap.protocol.MailboxInfo;
import org.oneway.connectors.imap.Answers.Copied;
import org.oneway.connectors.imap.Arrivals.Arrived;
import org.oneway.connectors.shared.mime.MessageItem;
import org.oneway.engine.change.Change;
import org.oneway.engine.item.FolderId;
import org.oneway.engine.item.Item;
import org.oneway.engine.item.Reference;
import org.oneway.engine.item.Uid;
import org.oneway.engine.item.Version;
import org.oneway.engine.store.Outcome;
import org.oneway.engine.store.Outcomes;
import org.oneway.engine.store.StoreException;
import org.oneway.engine.store.Write;

/** Changes what is in folders: flags, where messages are, and whether they are there. */
final class Changing {
  private static final Outcome GONE =
      new Outcome.Done(Optional.empty(), Optional.empty(), Optional.empty());

  private final Connection connection;
  private final MessageReader reader;
  private final Arrivals arrivals;
  private final Failures failures;
  private final boolean onlyMarks;
  private long marked;

  /**
   * @param onlyMarks whether a message that is deleted is marked as such and stays
   */
  Changing(
      Connection connection,
      MessageReader reader,
      Arrivals arrivals,
      Failures failures,
      boolean onlyMarks) {
    this.connection = connection;
    this.reader = reader;
    this.arrivals = arrivals;
    this.failures = failures;
    this.onlyMarks = onlyMarks;
  }

  /** A write about a message that should be there, in this version if one is given. */
  record About(Write write, Reference reference, Optional<Version> expected, Optional<Item> item) {
    static About of(Write.Update write) {
      return new About(write, write.reference(), write.expected(), Optional.of(write.item()));
    }

    static About of(Write.Restore write) {
      return new About(write, write.reference(), write.expected(), Optional.of(write.item()));
    }

    static About of(Write.Delete write) {
      return new About(write, write.reference(), write.expected(), Optional.empty());
    }

    static About of(Write.Move write) {
      return new About(write, write.reference(), write.expected(), Optional.empty());
    }

    Optional<FolderId> folder() {
      return Place.of(reference).map(Place::folder);
    }
  }

  /** A message that is there as the write expects it. */
  private record Met(About about, long uid, Fetched now) {
    Set<String> keywords() {
      return now.keywords().orElse(Set.of());
    }
  }

  /**
   * The messages of a folder that are there as expected.
   *
   * @param modseq greater than none of theirs; empty where the folder keeps none
   */
  private record Standing(MailboxInfo folder, List<Met> met, OptionalLong modseq) {
    String condition() {
      return modseq.isPresent() ? " (UNCHANGEDSINCE " + modseq.getAsLong() + ")" : "";
    }
  }

  /** How many messages were only marked as deleted, since the server cannot do more. */
  long marked() {
    return marked;
  }

  /** Looks at the messages now; what is not as expected is told. */
  private Standing look(
      FolderId folder, List<About> all, String deed, Outcome ifGone, Outcomes outcomes)
      throws StoreException {
    MailboxInfo info = connection.write(folder);
    Optional<String> why = connection.forbidden(folder, info, deed);
    List<Met> named = new ArrayList<>();
    for (About about : all) {
      Optional<Place> place =
          Place.of(about.reference()).filter(p -> p.validity() == info.uidvalidity);
      if (why.isPresent()) {
        outcomes.tell(about.write(), Writes.refused(why.get()));
      } else if (place.isPresent()) {
        named.add(new Met(about, place.get().uid(), Fetched.NOTHING));
      } else {
        outcomes.tell(about.write(), Writes.STALE);
      }
    }
    boolean isCounted = info.highestmodseq > 0 && connection.can("CONDSTORE");
    List<Long> uids = named.stream().map(Met::uid).toList();
    List<Response> answers = reader.flags(folder, info.uidvalidity, uids, isCounted);
    Map<Long, Fetched> there = Fetched.of(answers);
    List<Met> met = new ArrayList<>();
    for (Met one : named) {
      Fetched now = there.getOrDefault(one.uid(), Fetched.NOTHING);
      Optional<Version> version = now.keywords().map(Flags::version);
      Optional<Version> expected = one.about().expected();
      if (version.isEmpty()) {
        outcomes.tell(one.about().write(), ifGone);
      } else if (expected.isPresent() && !expected.equals(version)) {
        outcomes.tell(one.about().write(), Writes.STALE);
      } else {
        met.add(new Met(one.about(), one.uid(), now));
      }
    }
    long modseq = Answers.greatestModseq(answers);
    return new Standing(
        info, met, isCounted && modseq > 0 ? OptionalLong.of(modseq) : OptionalLong.empty());
  }

  /** Gives messages of one folder the flags of their items; nothing else of them ever changes. */
  void update(FolderId folder, List<About> all, Outcomes outcomes) throws StoreException {
    Standing standing = look(folder, all, Rights.FLAG, Writes.STALE, outcomes);
    KeptFlags kept = KeptFlags.of(standing.folder());
    Map<String, List<Met>> byChange = new LinkedHashMap<>();
    for (Met met : standing.met()) {
      Set<String> wanted = kept.kept(MessageItem.keywords(met.about().item().orElseThrow()));
      Set<String> more = new TreeSet<>(wanted);
      more.removeAll(met.keywords());
      Set<String> less = new TreeSet<>(met.keywords());
      less.removeAll(wanted);
      if (more.isEmpty() && less.isEmpty()) {
        outcomes.tell(met.about().write(), held(met, met.keywords()));
        continue;
      }
      String change =
          less.isEmpty()
              ? "+FLAGS " + kept.written(more)
              : more.isEmpty() ? "-FLAGS " + kept.written(less) : "FLAGS " + kept.written(wanted);
      byChange.computeIfAbsent(change, c -> new ArrayList<>()).add(met);
    }
    List<Wire.Command> commands = new ArrayList<>();
    byChange.forEach(
        (change, group) ->
            commands.add(
                new Wire.Command("UID STORE " + set(group) + standing.condition() + " " + change)));
    List<Response[]> answers = connection.write("UID STORE", commands);
    int at = 0;
    for (List<Met> group : byChange.values()) {
      updated(group, answers.get(at++), kept, outcomes);
    }
  }

  private static String set(List<Met> group) {
    return Uids.written(group.stream().map(Met::uid).toList());
  }

  private void updated(List<Met> group, Response[] answers, KeptFlags kept, Outcomes outcomes)
      throws StoreException {
    Response last = Answers.last(answers);
    Set<Long> modified = Answers.modified(answers);
    Map<Long, Fetched> now = Fetched.of(List.of(answers));
    for (Met met : group) {
      Write write = met.about().write();
      if (modified.contains(met.uid())) {
        outcomes.tell(write, Writes.STALE);
      } else if (!last.isOK()) {
        tellRefusal(write, last, "UID STORE", outcomes);
      } else {
        Set<String> wanted = kept.kept(MessageItem.keywords(met.about().item().orElseThrow()));
        Optional<Set<String>> told =
            Optional.ofNullable(now.get(met.uid())).flatMap(Fetched::keywords);
        outcomes.tell(write, held(met, told.orElse(wanted)));
      }
    }
  }

  private void tellRefusal(Write write, Response last, String command, Outcomes outcomes)
      throws StoreException {
    if (!failures.isOfOneItem(last)) {
      throw failures.answer(command, last);
    }
    outcomes.tell(write, failures.refused(last));
  }

  private static Outcome held(Met met, Set<String> keywords) {
    Item held = MessageItem.with(met.about().item().orElseThrow(), keywords, met.now().received());
    return new Outcome.Done(
        Optional.empty(), Optional.of(Flags.version(keywords)), Optional.of(held));
  }

  /**
   * Removes messages of one folder, and no others that are marked as deleted there. Without UIDPLUS
   * (RFC 4315) that cannot be: then they are only marked.
   */
  void delete(FolderId folder, List<About> all, Outcomes outcomes) throws StoreException {
    Standing standing = look(folder, all, Rights.REMOVE, GONE, outcomes);
    if (standing.met().isEmpty()) {
      return;
    }
    List<Response[]> answers = remove(standing, onlyMarks);
    Set<Long> modified = Answers.modified(answers.get(0));
    Response last =
        answers.stream()
            .map(Answers::last)
            .filter(r -> !r.isOK())
            .findFirst()
            .orElse(Answers.last(answers.get(0)));
    for (Met met : standing.met()) {
      if (modified.contains(met.uid())) {
        outcomes.tell(met.about().write(), Writes.STALE);
      } else if (last.isOK() || !modified.isEmpty()) {
        outcomes.tell(met.about().write(), GONE);
      } else {
        tellRefusal(met.about().write(), last, "UID EXPUNGE", outcomes);
      }
    }
  }

  /** Both commands go together: what is marked and not yet removed would look like an edit. */
  private List<Response[]> remove(Standing standing, boolean isOnlyMarked) throws StoreException {
    String set = set(standing.met());
    List<Wire.Command> commands = new ArrayList<>();
    commands.add(
        new Wire.Command("UID STORE " + set + standing.condition() + " +FLAGS.SILENT (\\Deleted)"));
    if (isOnlyMarked) {
      return connection.write("UID STORE", commands);
    }
    if (connection.can("UIDPLUS")) {
      commands.add(new Wire.Command("UID EXPUNGE " + set));
    } else {
      marked += standing.met().size();
    }
    return connection.write("UID EXPUNGE", commands);
  }

  /** Takes messages from one folder to another. */
  void move(FolderId from, FolderId to, List<About> all, Outcomes outcomes) throws StoreException {
    Standing standing = look(from, all, Rights.REMOVE, Writes.STALE, outcomes);
    if (standing.met().isEmpty()) {
      return;
    }
    Map<Long, Uid> keys = connection.can("UIDPLUS") ? Map.of() : keys(from, standing);
    if (!keys.isEmpty()) {
      MailboxInfo info = connection.write(to);
      arrivals.look(to, info.uidvalidity, info.uidnext);
      connection.write(from);
    }
    Response[] answers = transfer(standing, to, outcomes);
    if (!Answers.last(answers).isOK()) {
      return;
    }
    Map<Long, Place> places =
        Answers.copied(answers).map(copied -> places(to, copied)).orElse(Map.of());
    if (!keys.isEmpty()) {
      places = found(to, keys);
    }
    for (Met met : standing.met()) {
      Optional<Place> place = Optional.ofNullable(places.get(met.uid()));
      outcomes.tell(
          met.about().write(),
          place.isEmpty()
              ? Writes.STALE
              : new Outcome.Done(
                  place.map(Place::reference),
                  Optional.of(Flags.version(met.keywords())),
                  Optional.empty()));
    }
  }

  /** Takes messages to the trash, from any other folder. */
  void discard(FolderId from, FolderId trash, List<About> all, Outcomes outcomes)
      throws StoreException {
    Standing standing = look(from, all, Rights.REMOVE, GONE, outcomes);
    if (!standing.met().isEmpty() && Answers.last(transfer(standing, trash, outcomes)).isOK()) {
      standing.met().forEach(met -> outcomes.tell(met.about().write(), GONE));
    }
  }

  /** What was answered; a refusal is told. */
  private Response[] transfer(Standing standing, FolderId to, Outcomes outcomes)
      throws StoreException {
    boolean moves = connection.can("MOVE");
    String command = moves ? "UID MOVE" : "UID COPY";
    Argument argument =
        new Argument().writeAtom(set(standing.met())).append(connection.named(to.value()));
    Response[] answers =
        connection.write(command, List.of(new Wire.Command(command, Optional.of(argument)))).get(0);
    Response last = Answers.last(answers);
    if (!last.isOK()) {
      for (Met met : standing.met()) {
        tellRefusal(met.about().write(), last, command, outcomes);
      }
    } else if (!moves) {
      remove(standing, false);
    }
    return answers;
  }

  private static Map<Long, Place> places(FolderId to, Copied copied) {
    Map<Long, Place> places = new HashMap<>();
    copied.uids().forEach((was, is) -> places.put(was, new Place(to, copied.validity(), is)));
    return places;
  }

  private Map<Long, Uid> keys(FolderId from, Standing standing) throws StoreException {
    Map<Long, Uid> keys = new HashMap<>();
    List<Long> uids = standing.met().stream().map(Met::uid).toList();
    for (Change.Upsert one : reader.items(from, standing.folder().uidvalidity, uids)) {
      long uid = Place.of(one.reference()).orElseThrow().uid();
      one.item().uid().ifPresent(key -> keys.put(uid, key));
    }
    return keys;
  }

  /** Where messages are of which the server did not say it: among those that came. */
  private Map<Long, Place> found(FolderId to, Map<Long, Uid> keys) throws StoreException {
    Map<Uid, Set<Arrived>> before = new HashMap<>();
    keys.values().forEach(key -> before.put(key, Set.copyOf(arrivals.of(to, key))));
    MailboxInfo info = connection.write(to);
    arrivals.look(to, info.uidvalidity, 0);
    Map<Long, Place> places = new HashMap<>();
    Set<Long> taken = new HashSet<>();
    keys.forEach(
        (uid, key) ->
            arrivals.of(to, key).stream()
                .filter(one -> !before.getOrDefault(key, Set.of()).contains(one))
                .filter(one -> taken.add(one.uid()))
                .findFirst()
                .ifPresent(one -> places.put(uid, new Place(to, info.uidvalidity, one.uid()))));
    return places;
  }
}
