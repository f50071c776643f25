// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.testkit;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.oneway.connectors.shared.mime.MessageItem;
import org.oneway.connectors.shared.mime.Scan;
import org.oneway.engine.item.Item;
import org.oneway.engine.item.Uid;
import org.oneway.engine.testkit.Mails;

/**
 * What a contract says of a message, as a store of messages can hold it: a uid that is made of the
 * content, and few flags. Remembers the uids and names that it met; a name is its number among
 * these, in binary, and so is a telephone number, each bit a flag.
 */
public final class Envelopes {
  /** When every message arrived. */
  public static final Instant ARRIVED = Instant.parse("2026-01-02T03:04:05Z");

  /** Together as many as a Maildir has letters for. */
  private static final int BITS = 13;

  private static final String NAME = "n";
  private static final String NUMBER = "d";
  private static final String HAS_NUMBER = "$answered";

  /** What a contract calls the time of arrival comes and goes, which a store's does not. */
  private static final String IS_FULL = "$flagged";

  private static final long FIRST_NUMBER = 44_207_000_000L;
  private static final int NUMBERS_APART = 37;

  private final Map<String, String> uidByMessageId = new HashMap<>();
  private final Map<String, Uid> realByUid = new HashMap<>();
  private final List<String> names = new ArrayList<>();

  /** All keywords that are no letters everywhere, in the order of their letters. */
  public static List<String> keywords() {
    List<String> all = new ArrayList<>();
    for (int bit = 0; bit < BITS; bit++) {
      all.add(NAME + bit);
    }
    for (int bit = 0; bit < BITS; bit++) {
      all.add(NUMBER + bit);
    }
    return all;
  }

  /** The uid by which a store knows the message with this uid. */
  public synchronized Uid real(String uid) {
    uidByMessageId.put(Mails.messageId(uid), uid);
    return realByUid.computeIfAbsent(uid, u -> plain(u).uid().orElseThrow());
  }

  /** The uid of a contract that a store knows by this one. */
  public synchronized Optional<Uid> uid(Uid real) {
    return realByUid.entrySet().stream()
        .filter(entry -> entry.getValue().equals(real))
        .map(entry -> new Uid(entry.getKey()))
        .findFirst();
  }

  private static Item plain(String uid) {
    try {
      Scan scan = Scan.of(new ByteArrayInputStream(Mails.bytes(uid)));
      return MessageItem.of(scan, Set.of(), Optional.of(ARRIVED));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The flags of a message of this name. */
  public synchronized Set<String> flags(String name) {
    if (!names.contains(name)) {
      names.add(name);
    }
    return bits(NAME, names.indexOf(name) + 1);
  }

  private static Set<String> bits(String start, long number) {
    if (number >= 1 << BITS) {
      throw new IllegalArgumentException("more than the flags can tell: " + number);
    }
    Set<String> bits = new TreeSet<>();
    for (int bit = 0; bit < BITS; bit++) {
      if ((number >> bit & 1) == 1) {
        bits.add(start + bit);
      }
    }
    return bits;
  }

  /** A contract's item as a store gets it. */
  public synchronized Item toStore(Item item) {
    String uid = item.uid().orElseThrow().value();
    Uid real = real(uid);
    Set<String> flags = new TreeSet<>(flags(Mails.name(item)));
    String digits = Mails.digits(item);
    if (!digits.isEmpty()) {
      flags.add(HAS_NUMBER);
      flags.addAll(bits(NUMBER, (Long.parseLong(digits) - FIRST_NUMBER) / NUMBERS_APART));
    }
    if (item.json().has("receivedAt")) {
      flags.add(IS_FULL);
    }
    return MessageItem.with(plain(uid).withUid(real), flags, Optional.of(ARRIVED));
  }

  /** A store's item as a contract knows it. */
  public synchronized Item fromStore(Item item) {
    String id = item.json().path("messageId").path(0).asText();
    Set<String> flags = MessageItem.keywords(item);
    String uid = Optional.ofNullable(uidByMessageId.get(id)).orElse(id);
    long name = number(NAME, flags);
    String called = name >= 1 && name <= names.size() ? names.get((int) name - 1) : "";
    Item known = flags.contains(IS_FULL) ? Mails.full(uid, called) : Mails.of(uid, called);
    if (flags.contains(HAS_NUMBER)) {
      long digits = FIRST_NUMBER + NUMBERS_APART * number(NUMBER, flags);
      ObjectNode keywords = known.json().withObjectProperty("keywords");
      keywords.put(Mails.numberFlag(String.valueOf(digits)), true);
    }
    return known;
  }

  private static long number(String start, Set<String> flags) {
    long number = 0;
    for (int bit = 0; bit < BITS; bit++) {
      number |= flags.contains(start + bit) ? 1L << bit : 0;
    }
    return number;
  }
}
