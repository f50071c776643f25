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

/**
 * What the drafts let {@code folder.json} say of a mailbox on an IMAP server. What a store does not
 * know is left out, and never invented.
 *
 * @param uidValidity RFC 9051 section 2.3.1.1
 * @param lastUid UIDNEXT less one
 * @param recentUid the first uid that no client had seen
 * @param highestModseq RFC 7162 section 3.1.2.1; beyond 2<sup>53</sup> it is written as text,
 *     because other numbers are not the same for every reader of JSON (RFC 7493 section 2.2)
 * @param isSubscribed whether its user subscribed to it
 * @param rights of the account, as the letters of RFC 4314
 * @param allowedKeywords the flags that stay (PERMANENTFLAGS)
 * @param modseqs of its messages, by uid
 */
public record Mailbox(
    OptionalLong uidValidity,
    OptionalLong lastUid,
    OptionalLong recentUid,
    Optional<BigInteger> highestModseq,
    Optional<Boolean> isSubscribed,
    Optional<String> rights,
    List<String> allowedKeywords,
    Map<String, BigInteger> modseqs) {
  /** Nothing is known. */
  public static final Mailbox UNKNOWN =
      new Mailbox(
          OptionalLong.empty(),
          OptionalLong.empty(),
          OptionalLong.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          List.of(),
          Map.of());

  private static final BigInteger EXACT = BigInteger.ONE.shiftLeft(53);
  private static final String UID_VALIDITY = "uidvalidity";
  private static final String LAST_UID = "last_uid";
  private static final String RECENT_UID = "recent_uid";
  private static final String HIGHEST_MODSEQ = "highest_modseq";
  private static final String SUBSCRIBED = "is_subscribed";
  private static final String RIGHTS = "myrights";
  private static final String KEYWORDS = "allowed_keywords";
  private static final String MODSEQS = "modseqs";

  public Mailbox {
    allowedKeywords = List.copyOf(allowedKeywords);
    modseqs = Map.copyOf(modseqs);
  }

  /** What a file says; a member that cannot be meant is passed over. */
  static Mailbox of(ObjectNode header) {
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
  void addTo(ObjectNode header) {
    uidValidity.ifPresent(number -> header.put(UID_VALIDITY, number));
    lastUid.ifPresent(number -> header.put(LAST_UID, number));
    recentUid.ifPresent(number -> header.put(RECENT_UID, number));
    highestModseq.ifPresent(number -> put(header, HIGHEST_MODSEQ, number));
    isSubscribed.ifPresent(is -> header.put(SUBSCRIBED, is));
    rights.ifPresent(letters -> header.put(RIGHTS, letters));
    if (!allowedKeywords.isEmpty()) {
      ArrayNode keywords = header.putArray(KEYWORDS);
      allowedKeywords.forEach(keywords::add);
    }
    if (!modseqs.isEmpty()) {
      ObjectNode map = header.putObject(MODSEQS);
      new TreeMap<>(modseqs).forEach((uid, modseq) -> put(map, uid, modseq));
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
