// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.similar;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.oneway.engine.item.Fingerprint;

/** The rules for contacts (JSContact, RFC 9553). */
final class ContactSimilarity implements Similarity {
  static final ContactSimilarity INSTANCE = new ContactSimilarity();

  @Override
  public int rules() {
    return 1;
  }

  @Override
  public ObjectNode canonical(ObjectNode item) {
    return item;
  }

  @Override
  public Fingerprint fingerprint(ObjectNode item) {
    return new Fingerprint(1, item.toString());
  }

  @Override
  public List<FieldChange> changes(ObjectNode before, ObjectNode after) {
    return List.of();
  }

  @Override
  public List<String> reasons(ObjectNode one, ObjectNode other) {
    return List.of();
  }

  @Override
  public Merged merge(
      ObjectNode base, ObjectNode left, ObjectNode now, ObjectNode there, boolean sourceWins) {
    return new Merged(now, List.of(), List.of(), 0);
  }

  @Override
  public Merged enrich(ObjectNode now, ObjectNode there) {
    return new Merged(now, List.of(), List.of(), 0);
  }

  @Override
  public ObjectNode kept(ObjectNode item) {
    return item;
  }

  @Override
  public Identity identity(ObjectNode item) {
    throw new IllegalStateException("no identity yet");
  }

  @Override
  public String title(ObjectNode item) {
    return item.path("uid").asText();
  }
}
