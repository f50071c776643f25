// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.pdpa;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.oneway.engine.item.Mailbox;

/**
 * What the drafts let {@code folder.json} say of a mailbox. A modseq beyond 2<sup>53</sup> is
 * written as text, because other numbers are not the same for every reader of JSON (RFC 7493
 * section 2.2).
 */
final class MailboxCodec {
  private static final BigInteger EXACT = BigInteger.ONE.shiftLeft(53);
  private static final String UID_VALIDITY = "uidvalidity";
  private static final String LAST_UID = "last_uid";
  private static final String RECENT_UID = "recent_uid";
  private static final String HIGHEST_MODSEQ = "highest_modseq";
  private static final String SUBSCRIBED = "is_subscribed";
  private static final String RIGHTS = "myrights";
  private static final String KEYWORDS = "allowed_keywords";
  private static final String MODSEQS = "modseqs";

  private MailboxCodec() {}

  /** What a file says; a member that cannot be meant is passed over. */
  static Mailbox read(ObjectNode header) {
    List<String> keywords = new ArrayList<>();
    for (JsonNode keyword : header.path(KEYWORDS)) {
      if (keyword.isTextual()) {
        keywords.add(keyword.asText());
      }
    }
    Map<String, BigInteger> modseqs = new TreeMap<>();
    for (Map.Entry<String, JsonNode> modseq : header.path(MODSEQS).properties()) {
      number(modseq.getValue()).ifPresent(number -> modseqs.put(modseq.getKey(), number));
    }
    JsonNode subscribed = header.path(SUBSCRIBED);
    return new Mailbox(
        uid(header, UID_VALIDITY),
        uid(header, LAST_UID),
        uid(header, RECENT_UID),
        number(header.path(HIGHEST_MODSEQ)),
        subscribed.isBoolean() ? Optional.of(subscribed.booleanValue()) : Optional.empty(),
        Optional.of(header.path(RIGHTS).asText("")).filter(rights -> !rights.isEmpty()),
        keywords,
        modseqs);
  }

  private static OptionalLong uid(ObjectNode header, String member) {
    Optional<BigInteger> number = number(header.path(member)).filter(n -> n.bitLength() <= 32);
    return number.isPresent() ? OptionalLong.of(number.get().longValue()) : OptionalLong.empty();
  }

  private static Optional<BigInteger> number(JsonNode node) {
    boolean isNumber =
        node.isIntegralNumber() || (node.isTextual() && node.asText().matches("[0-9]{1,20}"));
    return isNumber
        ? Optional.of(node.isTextual() ? new BigInteger(node.asText()) : node.bigIntegerValue())
            .filter(number -> number.signum() >= 0)
        : Optional.empty();
  }

  /** Adds the members that are known. */
  static void add(Mailbox mailbox, ObjectNode header) {
    mailbox.uidValidity().ifPresent(number -> header.put(UID_VALIDITY, number));
    mailbox.lastUid().ifPresent(number -> header.put(LAST_UID, number));
    mailbox.recentUid().ifPresent(number -> header.put(RECENT_UID, number));
    mailbox.highestModseq().ifPresent(number -> put(header, HIGHEST_MODSEQ, number));
    mailbox.isSubscribed().ifPresent(is -> header.put(SUBSCRIBED, is));
    mailbox.rights().ifPresent(letters -> header.put(RIGHTS, letters));
    if (!mailbox.allowedKeywords().isEmpty()) {
      ArrayNode keywords = header.putArray(KEYWORDS);
      mailbox.allowedKeywords().forEach(keywords::add);
    }
    if (!mailbox.modseqs().isEmpty()) {
      ObjectNode map = header.putObject(MODSEQS);
      new TreeMap<>(mailbox.modseqs()).forEach((uid, modseq) -> put(map, uid, modseq));
    }
  }

  private static void put(ObjectNode json, String member, BigInteger number) {
    if (number.compareTo(EXACT) > 0) {
      json.put(member, number.toString());
    } else {
      json.put(member, number.longValueExact());
    }
  }
}
