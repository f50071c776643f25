// SPDX-License-Identifier: Apache-2.0
package org.oneway.cli.convert;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.oneway.connectors.shared.jscontact.VCards;
import org.oneway.connectors.shared.vobject.RawCard;
import org.oneway.engine.item.Finding;

/** vCards of any version. */
final class VcardInput implements Input {
  private final VCards.Cards cards;

  VcardInput(InputStream in, String name) throws IOException {
    this.cards = VCards.readToConvert(in, name);
  }

  @Override
  public Optional<Read> next() throws IOException {
    return cards.next().map(this::read);
  }

  private Read read(RawCard card) {
    if (card.defect().isPresent()) {
      List<Finding> findings = new ArrayList<>(card.findings());
      findings.add(card.defect().get());
      return Read.broken(card.title(), findings);
    }
    VCards.Contact contact = cards.convert(card);
    return new Read(Optional.of(contact.item()), card.title(), contact.findings());
  }

  @Override
  public void close() throws IOException {
    cards.close();
  }
}
