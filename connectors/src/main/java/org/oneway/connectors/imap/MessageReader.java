// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.imap;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.eclipse.angus.mail.iap.Response;
import org.eclipse.angus.mail.imap.protocol.IMAPResponse;
import org.oneway.connectors.shared.mime.Headers;
import org.oneway.connectors.shared.mime.MessageItem;
import org.oneway.connectors.shared.mime.Scan;
import org.oneway.engine.change.Change;
import org.oneway.engine.change.Known;
import org.oneway.engine.item.Content;
import org.oneway.engine.item.Finding;
import org.oneway.engine.item.FolderId;
import org.oneway.engine.item.Item;
import org.oneway.engine.store.StoreException;
import org.oneway.engine.store.Traffic;

/** Reads messages: what identifies them, many at a time, and their bytes. */
final class MessageReader {
  private static final String WHAT =
      "(UID FLAGS INTERNALDATE RFC822.SIZE"
          + " BODY.PEEK[HEADER.FIELDS (MESSAGE-ID DATE FROM SUBJECT)])";
  private static final String WHOLE = "(UID FLAGS INTERNALDATE RFC822.SIZE BODY.PEEK[])";
  private static final String DIGEST = "digest:sha-256";

  private final Connection connection;
  private final Traffic traffic;

  MessageReader(Connection connection, Traffic traffic) {
    this.connection = connection;
    this.traffic = traffic;
  }

  /** All UIDs of a folder. */
  long[] uids(FolderId folder, long validity) throws StoreException {
    synchronized (connection) {
      connection.stay(folder, validity);
      return found(connection.require("UID SEARCH", "UID SEARCH ALL"));
    }
  }

  /** The UIDs of a folder from this one on. */
  long[] uids(FolderId folder, long validity, long from) throws StoreException {
    synchronized (connection) {
      connection.stay(folder, validity);
      String what = "UID SEARCH UID " + from + ":*";
      // The last message is always named, be it before.
      return Arrays.stream(found(connection.require("UID SEARCH", what)))
          .filter(uid -> uid >= from)
          .toArray();
    }
  }

  private static long[] found(Response[] answers) {
    long[] uids = new long[256];
    int count = 0;
    for (Response answer : answers) {
      if (answer instanceof IMAPResponse response && response.keyEquals("SEARCH")) {
        for (long uid = response.readLong(); uid > 0; uid = response.readLong()) {
          if (count == uids.length) {
            uids = Arrays.copyOf(uids, 2 * count);
          }
          uids[count++] = uid;
        }
      }
    }
    long[] all = Arrays.copyOf(uids, count);
    Arrays.sort(all);
    return all;
  }

  /** The flags of these. */
  Map<Long, Fetched> flags(FolderId folder, long validity, Collection<Long> uids)
      throws StoreException {
    return uids.isEmpty() ? Map.of() : fetch(folder, validity, Uids.written(uids) + " (UID FLAGS)");
  }

  /** What is answered about the flags of these, and when they came. */
  List<Response> flags(FolderId folder, long validity, Collection<Long> uids, boolean withModseq)
      throws StoreException {
    if (uids.isEmpty()) {
      return List.of();
    }
    synchronized (connection) {
      connection.stay(folder, validity);
      String what = " (UID FLAGS INTERNALDATE" + (withModseq ? " MODSEQ)" : ")");
      String text = "UID FETCH " + Uids.written(uids) + what;
      return List.of(connection.require("UID FETCH", text));
    }
  }

  /** The flags of what has changed since. */
  Map<Long, Fetched> changedSince(FolderId folder, long validity, long modseq)
      throws StoreException {
    return fetch(folder, validity, "1:* (UID FLAGS) (CHANGEDSINCE " + modseq + ")");
  }

  /** All that is compared of these, and how long they are. */
  Map<Long, Fetched> marks(FolderId folder, long validity, Collection<Long> uids)
      throws StoreException {
    String what = " (UID FLAGS INTERNALDATE RFC822.SIZE)";
    return uids.isEmpty() ? Map.of() : fetch(folder, validity, Uids.written(uids) + what);
  }

  /** What identifies these. */
  Map<Long, Fetched> heads(FolderId folder, long validity, List<Long> uids) throws StoreException {
    return each(folder, validity, uids, WHAT);
  }

  /** Those of these that can be read, as they would be listed. */
  List<Change.Upsert> items(FolderId folder, long validity, List<Long> uids) throws StoreException {
    Map<Long, Fetched> heads = heads(folder, validity, uids);
    List<Change.Upsert> items = new ArrayList<>();
    for (long uid : uids) {
      Fetched head = Optional.ofNullable(heads.get(uid)).orElse(Fetched.NOTHING);
      Place place = new Place(folder, validity, uid);
      if (change(place, head, Optional.empty(), false) instanceof Change.Upsert upsert) {
        items.add(upsert);
      }
    }
    return items;
  }

  /** These with all their bytes. */
  Map<Long, Fetched> whole(FolderId folder, long validity, List<Long> uids) throws StoreException {
    return each(folder, validity, uids, WHOLE);
  }

  /** One that the server refuses costs itself only. */
  private Map<Long, Fetched> each(FolderId folder, long validity, List<Long> uids, String what)
      throws StoreException {
    if (uids.isEmpty()) {
      return Map.of();
    }
    synchronized (connection) {
      connection.stay(folder, validity);
      Response[] answers =
          connection.ask("UID FETCH", "UID FETCH " + Uids.written(uids) + " " + what);
      Map<Long, Fetched> all = new HashMap<>(Fetched.of(List.of(answers)));
      if (!answers[answers.length - 1].isOK() && uids.size() > 1) {
        for (long uid : uids) {
          if (all.getOrDefault(uid, Fetched.NOTHING).bytes().isEmpty()) {
            all.putAll(each(folder, validity, List.of(uid), what));
          }
        }
      }
      return count(all);
    }
  }

  private Map<Long, Fetched> fetch(FolderId folder, long validity, String what)
      throws StoreException {
    synchronized (connection) {
      connection.stay(folder, validity);
      return Fetched.of(List.of(connection.require("UID FETCH", "UID FETCH " + what)));
    }
  }

  private Map<Long, Fetched> count(Map<Long, Fetched> all) {
    all.values().forEach(f -> f.bytes().ifPresent(bytes -> traffic.bytesRead(bytes.length)));
    return all;
  }

  /** A part of a message's bytes, shorter than {@code length} only at its end. */
  byte[] part(Place place, long from, int length) throws StoreException, IOException {
    synchronized (connection) {
      connection.stay(place.folder(), place.validity());
      String what = place.uid() + " (UID BODY.PEEK[]<" + from + "." + length + ">)";
      Response[] answers = connection.require("UID FETCH", "UID FETCH " + what);
      Map<Long, Fetched> all = count(Fetched.of(List.of(answers)));
      return Optional.ofNullable(all.get(place.uid()))
          .flatMap(Fetched::bytes)
          .orElseThrow(() -> new IOException("the server does not give the message's bytes"));
    }
  }

  /** Whether a message that FETCH kept quiet about is there all the same. */
  boolean isThere(Place place) throws StoreException {
    synchronized (connection) {
      connection.stay(place.folder(), place.validity());
      Response[] answers = connection.require("UID SEARCH", "UID SEARCH UID " + place.uid());
      return found(answers).length > 0;
    }
  }

  /**
   * What is said of one message; it keeps the key that it is known by.
   *
   * @param isWhole whether all its bytes were fetched, and not only some of its header
   */
  Change change(Place place, Fetched fetched, Optional<Known.Seen> seen, boolean isWhole) {
    if (fetched.bytes().isEmpty() || fetched.size().isEmpty() || fetched.keywords().isEmpty()) {
      return broken(place, seen, "the server does not give it");
    }
    try {
      Optional<byte[]> bytes = fetched.bytes().filter(b -> isWhole);
      Content content =
          () ->
              bytes.isPresent()
                  ? new ByteArrayInputStream(bytes.get())
                  : new MessageBytes(this, place);
      Item item = item(content, fetched);
      traffic.item();
      return new Change.Upsert(
          place.reference(),
          Optional.of(Flags.version(fetched.keywords().get())),
          Set.of(place.folder()),
          seen.map(known -> item.withUid(known.key().uid())).orElse(item),
          Optional.of(content),
          List.of());
    } catch (IOException e) {
      return broken(place, seen, Failures.words(e));
    }
  }

  /** Without a Message-ID its bytes alone say which it is. */
  private static Item item(Content content, Fetched fetched) throws IOException {
    Headers headers = Headers.of(fetched.bytes().orElseThrow());
    Set<String> keywords = fetched.keywords().orElseThrow();
    if (headers.first("message-id").isEmpty()) {
      try (InputStream bytes = content.open()) {
        return MessageItem.of(Scan.of(bytes), keywords, fetched.received());
      }
    }
    long size = fetched.size().orElseThrow();
    Item item = MessageItem.of(new Scan(headers, size, size, ""), keywords, fetched.received());
    ObjectNode json = item.json().deepCopy();
    json.remove(DIGEST);
    return item.withJson(json);
  }

  static Change broken(Place place, Optional<Known.Seen> seen, String reason) {
    String title = place.folder() + " " + place.uid();
    return new Change.Broken(
        Optional.of(place.reference()),
        seen.map(Known.Seen::key),
        title,
        Finding.broken(title, reason));
  }
}
