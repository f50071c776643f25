// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.imap;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.eclipse.angus.mail.iap.ByteArray;
import org.eclipse.angus.mail.iap.Response;
import org.eclipse.angus.mail.imap.protocol.BODY;
import org.eclipse.angus.mail.imap.protocol.FLAGS;
import org.eclipse.angus.mail.imap.protocol.FetchResponse;
import org.eclipse.angus.mail.imap.protocol.INTERNALDATE;
import org.eclipse.angus.mail.imap.protocol.Item;
import org.eclipse.angus.mail.imap.protocol.RFC822SIZE;
import org.eclipse.angus.mail.imap.protocol.UID;

/**
 * What FETCH answered of one message.
 *
 * @param bytes of the section that was asked for
 */
record Fetched(
    Optional<Set<String>> keywords,
    Optional<Instant> received,
    Optional<Long> size,
    Optional<byte[]> bytes) {
  static final Fetched NOTHING =
      new Fetched(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
  private static final long UNSIGNED = 0xffff_ffffL;

  Fetched {
    keywords = keywords.map(Set::copyOf);
  }

  /** By UID. What is told in several answers is put together; the last word counts. */
  static Map<Long, Fetched> of(Iterable<? extends Response> answers) {
    Map<Long, Fetched> all = new HashMap<>();
    for (Response answer : answers) {
      if (answer instanceof FetchResponse fetch) {
        Optional<UID> uid = Optional.ofNullable(fetch.getItem(UID.class));
        if (uid.isPresent()) {
          Fetched before = all.getOrDefault(uid.get().uid, NOTHING);
          all.put(uid.get().uid, before.and(fetch));
        }
      }
    }
    return all;
  }

  private Fetched and(FetchResponse fetch) {
    Fetched now = this;
    for (int i = 0; i < fetch.getItemCount(); i++) {
      now = now.and(fetch.getItem(i));
    }
    return now;
  }

  private Fetched and(Item item) {
    if (item instanceof FLAGS flags) {
      return new Fetched(Optional.of(Flags.keywords(flags)), received, size, bytes);
    }
    if (item instanceof INTERNALDATE date) {
      Optional<Instant> time = Optional.ofNullable(date.getDate()).map(d -> d.toInstant());
      return new Fetched(keywords, time, size, bytes);
    }
    if (item instanceof RFC822SIZE length) {
      return new Fetched(keywords, received, Optional.of(length.size & UNSIGNED), bytes);
    }
    if (item instanceof BODY body) {
      // NIL where the server cannot give it.
      Optional<ByteArray> array = Optional.ofNullable(body.getByteArray());
      return new Fetched(keywords, received, size, array.map(ByteArray::getNewBytes));
    }
    return this;
  }
}
