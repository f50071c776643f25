// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.vcard;

import java.util.List;
import java.util.Optional;
import org.oneway.connectors.shared.files.Piece;
import org.oneway.connectors.shared.vobject.Hashes;
import org.oneway.connectors.shared.vobject.RawCard;
import org.oneway.engine.item.Finding;
import org.oneway.engine.item.Kind;

/** A card as an item of its file. */
record Card(RawCard raw) implements Piece {
  @Override
  public Kind kind() {
    return Kind.CONTACT;
  }

  @Override
  public Optional<String> uid() {
    return raw.uid();
  }

  @Override
  public String title() {
    return raw.title();
  }

  @Override
  public List<RawCard.Span> spans() {
    return List.of(raw.span());
  }

  @Override
  public String hash() {
    return raw.hash();
  }

  @Override
  public String contentHash() {
    return Hashes.ofContent(raw);
  }

  @Override
  public Optional<Finding> defect() {
    return raw.defect();
  }

  @Override
  public boolean isForeign() {
    return raw.defect().isPresent() && raw.lines().isEmpty();
  }
}
