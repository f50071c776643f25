// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.similar;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.oneway.engine.item.Fingerprint;
import org.oneway.engine.item.Uid;

/** The rules for contacts (JSContact, RFC 9553), see {@link Rule}. */
final class ContactSimilarity implements Similarity {
  /** Where no store has members of its own. */
  static final ContactSimilarity PLAIN = new ContactSimilarity(Set.of());

  private static final int RULES = 1;

  /** Half of a SHA-256: no two of a billion cards share it by chance. */
  private static final int FINGERPRINT_BYTES = 16;

  private final Set<String> ignored;
  private final Canonical canonical;

  /**
   * @param ignored members and vCard properties that are a store's own and never make a difference
   */
  ContactSimilarity(Set<String> ignored) {
    this.ignored = Set.copyOf(ignored);
    this.canonical = new Canonical(CardShape.CARD, EnumSet.allOf(Rule.class), this.ignored);
  }

  @Override
  public int rules() {
    return RULES;
  }

  @Override
  public ObjectNode canonical(ObjectNode item) {
    return new Keyless(canonical).card(item);
  }

  @Override
  public Fingerprint fingerprint(ObjectNode item) {
    byte[] hash = Hashes.sha256(CanonicalText.of(canonical(item)));
    return new Fingerprint(RULES, HexFormat.of().formatHex(hash, 0, FINGERPRINT_BYTES));
  }

  @Override
  public List<FieldChange> changes(ObjectNode before, ObjectNode after) {
    return before.equals(after) ? List.of() : new Differences(canonical).between(before, after);
  }

  @Override
  public List<String> reasons(ObjectNode one, ObjectNode other) {
    return new Reasons(CardShape.CARD, ignored, (card, rules) -> new Keyless(rules).card(card))
        .between(one, other);
  }

  @Override
  public Merged merge(
      ObjectNode base, ObjectNode left, ObjectNode now, ObjectNode there, boolean sourceWins) {
    return Merge.merge(canonical, base, left, now, there, sourceWins);
  }

  @Override
  public Merged enrich(ObjectNode now, ObjectNode there) {
    return Merge.enrich(canonical, now, there);
  }

  @Override
  public ObjectNode kept(ObjectNode item) {
    return Media.kept(item);
  }

  @Override
  public Identity identity(ObjectNode item, Fingerprint fingerprint) {
    return new ContactIdentity(item).identity(fingerprint);
  }

  @Override
  public Uid mint(ObjectNode item) {
    return new ContactIdentity(item).uid(() -> fingerprint(item));
  }

  @Override
  public String title(ObjectNode item) {
    return ContactTitle.of(item);
  }
}
