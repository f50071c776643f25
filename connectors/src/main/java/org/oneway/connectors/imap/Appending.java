// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.imap;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.eclipse.angus.mail.iap.Response;
import org.eclipse.angus.mail.imap.protocol.MailboxInfo;
import org.oneway.connectors.imap.Arrivals.Arrived;
import org.oneway.connectors.shared.mime.MessageItem;
import org.oneway.connectors.shared.mime.Scan;
import org.oneway.engine.item.Content;
import org.oneway.engine.item.FolderId;
import org.oneway.engine.item.Item;
import org.oneway.engine.item.Uid;
import org.oneway.engine.store.Outcome;
import org.oneway.engine.store.Outcomes;
import org.oneway.engine.store.StoreException;
import org.oneway.engine.store.Traffic;
import org.oneway.engine.store.Write;

/** Puts messages into folders, many with one wait, and none that an earlier attempt has put. */
final class Appending {
  /** So much is held in memory at once. */
  private static final int MOST_IN_MEMORY = 8 << 20;

  private static final int LARGEST_COMPARED = 8 << 20;

  private static final String DIGEST = "digest:sha-256";

  private final Connection connection;
  private final MessageReader reader;
  private final Arrivals arrivals;
  private final Failures failures;
  private final Traffic traffic;
  private long rewritten;

  Appending(
      Connection connection,
      MessageReader reader,
      Arrivals arrivals,
      Failures failures,
      Traffic traffic) {
    this.connection = connection;
    this.reader = reader;
    this.arrivals = arrivals;
    this.failures = failures;
    this.traffic = traffic;
  }

  /** A message that is to be put somewhere. */
  record Wanted(Write write, FolderId folder, Item item, Optional<Content> content) {
    static Wanted of(Write.Restore write) {
      Optional<Content> bytes =
          write.original().map(original -> () -> new ByteArrayInputStream(original));
      return new Wanted(write, write.folder(), write.item(), bytes);
    }

    Uid uid() {
      return item.uid().orElse(new Uid("none"));
    }
  }

  /** A message ready to be sent. */
  record Ready(Wanted wanted, Outgoing bytes) {}

  /** Puts these into one folder. */
  void append(FolderId folder, List<Wanted> all, Outcomes outcomes) throws StoreException {
    MailboxInfo info = connection.write(folder);
    Optional<String> why = connection.forbidden(folder, info, Rights.INSERT);
    if (why.isPresent()) {
      all.forEach(one -> outcomes.tell(one.write(), Writes.refused(why.get())));
      return;
    }
    arrivals.look(folder, info.uidvalidity, info.uidnext);
    KeptFlags kept = KeptFlags.of(info);
    List<Ready> ready = new ArrayList<>();
    try (Groups groups = new Groups(connection, failures, folder, kept)) {
      int weight = 0;
      for (Wanted wanted : all) {
        Optional<Ready> next = ready(folder, wanted, kept, outcomes);
        if (next.isPresent()) {
          ready.add(next.get());
          groups.add(next.get());
          weight += next.get().bytes().weight();
        }
        if (weight > MOST_IN_MEMORY) {
          take(folder, info.uidvalidity, ready, groups.answers(), kept, outcomes);
          close(ready);
          weight = 0;
        }
      }
      take(folder, info.uidvalidity, ready, groups.answers(), kept, outcomes);
    } finally {
      close(ready);
    }
  }

  private static void close(List<Ready> all) {
    try {
      for (Ready one : all) {
        one.bytes().close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      all.clear();
    }
  }

  /** A message's bytes, read; empty where it is there, or not to be had, which is told. */
  private Optional<Ready> ready(FolderId folder, Wanted wanted, KeptFlags kept, Outcomes outcomes)
      throws StoreException {
    List<Arrived> there = arrivals.of(folder, wanted.uid());
    if (!there.isEmpty()) {
      outcomes.tell(wanted.write(), ifThere(folder, there.get(0), wanted, kept));
      return Optional.empty();
    }
    if (wanted.content().isEmpty()) {
      outcomes.tell(wanted.write(), Writes.refused("its bytes are not at hand"));
      return Optional.empty();
    }
    try {
      Optional<Outgoing> read = Outgoing.of(wanted.content().get());
      Optional<Outcome> why =
          read.isEmpty() ? Optional.of(Writes.STALE) : unfit(wanted.item(), read.get());
      if (why.isPresent()) {
        outcomes.tell(wanted.write(), why.get());
        if (read.isPresent()) {
          read.get().close();
        }
        return Optional.empty();
      }
      return read.map(bytes -> new Ready(wanted, bytes));
    } catch (IOException e) {
      // What is read at the source may break off; it is decided again what is to be done.
      outcomes.tell(wanted.write(), Writes.STALE);
      return Optional.empty();
    }
  }

  /** Why a message cannot be sent. */
  private static Optional<Outcome> unfit(Item item, Outgoing bytes) {
    if (item.json().has(DIGEST)
        && !item.json().path(DIGEST).asText().equals(bytes.scan().sha256())) {
      return Optional.of(Writes.STALE);
    }
    if (bytes.hasNul()) {
      return Optional.of(
          Writes.refused("it has a byte 0 in it, which the protocol cannot carry (RFC 9051)"));
    }
    return bytes.isTooLong()
        ? Optional.of(Writes.refused("it is longer than 2 GB"))
        : Optional.empty();
  }

  private Outcome ifThere(FolderId folder, Arrived there, Wanted wanted, KeptFlags kept)
      throws StoreException {
    Set<String> keywords = kept.kept(MessageItem.keywords(wanted.item()));
    if (!there.version().equals(Flags.version(keywords))) {
      return Writes.STALE;
    }
    Place place = new Place(folder, connection.stay(folder), there.uid());
    return new Outcome.Done(
        Optional.of(place.reference()), Optional.of(there.version()), Optional.empty());
  }

  /** What was answered to messages that were sent, each in its place. */
  private void take(
      FolderId folder,
      long validity,
      List<Ready> ready,
      List<Groups.Answer> answers,
      KeptFlags kept,
      Outcomes outcomes)
      throws StoreException {
    ready.forEach(one -> traffic.bytesWritten(one.bytes().size()));
    boolean isTold = connection.can("UIDPLUS");
    Map<Integer, Long> uids = new HashMap<>();
    List<Integer> lost = new ArrayList<>();
    Optional<Response> spoiled = Optional.empty();
    for (int i = 0; i < ready.size(); i++) {
      Response last = answers.get(i).last();
      Optional<Long> uid = isTold ? answers.get(i).uid(validity) : Optional.<Long>empty();
      if (last.isOK() && uid.isPresent()) {
        uids.put(i, uid.get());
        arrivals.ours(new Place(folder, validity, uid.get()));
      } else if (last.isOK()) {
        lost.add(i);
      } else if (failures.isOfOneItem(last)) {
        outcomes.tell(ready.get(i).wanted().write(), failures.refused(last));
      } else {
        spoiled = Optional.of(last);
      }
    }
    uids.putAll(search(folder, validity, ready, lost));
    tell(folder, validity, ready, uids, lost, kept, outcomes);
    if (spoiled.isPresent()) {
      throw failures.answer("APPEND", spoiled.get());
    }
  }

  /** Where messages are of which the server did not say it: among those that came. */
  private Map<Integer, Long> search(
      FolderId folder, long validity, List<Ready> ready, List<Integer> lost) throws StoreException {
    Map<Integer, Long> found = new HashMap<>();
    if (lost.isEmpty()) {
      return found;
    }
    Map<Integer, Set<Arrived>> before = new HashMap<>();
    Map<Integer, Uid> keys = new HashMap<>();
    for (int i : lost) {
      Scan scan = ready.get(i).bytes().scan();
      Uid key = MessageItem.of(scan, Set.of(), Optional.empty()).uid().orElseThrow();
      keys.put(i, key);
      before.put(i, new HashSet<>(arrivals.of(folder, key)));
    }
    connection.require("NOOP", "NOOP");
    arrivals.look(folder, validity, 0);
    Set<Long> taken = new HashSet<>();
    for (int i : lost) {
      for (Arrived one : arrivals.of(folder, Optional.ofNullable(keys.get(i)).orElseThrow())) {
        boolean isNew = !before.getOrDefault(i, Set.of()).contains(one);
        if (isNew && !found.containsKey(i) && taken.add(one.uid())) {
          found.put(i, one.uid());
        }
      }
    }
    return found;
  }

  /** Tells what the server made of what was sent. */
  private void tell(
      FolderId folder,
      long validity,
      List<Ready> ready,
      Map<Integer, Long> uids,
      List<Integer> lost,
      KeptFlags kept,
      Outcomes outcomes)
      throws StoreException {
    Map<Long, Fetched> there = reader.marks(folder, validity, uids.values());
    for (Map.Entry<Integer, Long> one : uids.entrySet()) {
      Wanted wanted = ready.get(one.getKey()).wanted();
      Fetched fetched = Optional.ofNullable(there.get(one.getValue())).orElse(Fetched.NOTHING);
      Set<String> keywords =
          fetched.keywords().orElseGet(() -> kept.kept(MessageItem.keywords(wanted.item())));
      Item held =
          MessageItem.with(
              wanted.item(),
              keywords,
              fetched.received().or(() -> MessageItem.received(wanted.item())));
      ObjectNode json = held.json().deepCopy();
      json.put("size", fetched.size().orElse((long) ready.get(one.getKey()).bytes().size()));
      outcomes.tell(
          wanted.write(),
          new Outcome.Done(
              Optional.of(new Place(folder, validity, one.getValue()).reference()),
              Optional.of(Flags.version(keywords)),
              Optional.of(held.withJson(json))));
    }
    countRewritten(folder, validity, ready, uids);
    for (int i : lost) {
      if (!uids.containsKey(i)) {
        // It is there and cannot be told from others: the next listing tells where.
        outcomes.tell(ready.get(i).wanted().write(), Writes.STALE);
      }
    }
  }

  /** How many messages the server has with other bytes than were sent, as far as we looked. */
  long rewritten() {
    return rewritten;
  }

  /** Bytes in headers that are not ASCII are what servers are known to change. */
  private void countRewritten(
      FolderId folder, long validity, List<Ready> ready, Map<Integer, Long> uids)
      throws StoreException {
    for (Map.Entry<Integer, Long> one : uids.entrySet()) {
      Outgoing sent = ready.get(one.getKey()).bytes();
      if (sent.hasBytesInHeader() && sent.size() <= LARGEST_COMPARED) {
        Optional<byte[]> held =
            Optional.ofNullable(
                    reader.whole(folder, validity, List.of(one.getValue())).get(one.getValue()))
                .flatMap(Fetched::bytes);
        rewritten += held.isEmpty() || isSame(sent, held.get()) ? 0 : 1;
      }
    }
  }

  private static boolean isSame(Outgoing sent, byte[] held) {
    try {
      return Scan.of(new ByteArrayInputStream(held)).sha256().equals(sent.scan().sha256());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
