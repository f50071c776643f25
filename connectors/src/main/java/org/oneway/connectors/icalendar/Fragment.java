// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.icalendar;

import java.util.List;
import java.util.Optional;
import org.oneway.connectors.shared.files.Piece;
import org.oneway.connectors.shared.vobject.RawCard.Span;
import org.oneway.engine.item.Finding;
import org.oneway.engine.item.Kind;

/**
 * What is wrong with a file as a whole, so that items may be missing from it that nobody can name.
 *
 * @param isForeign whether the file is none of calendars at all
 */
record Fragment(Finding why, long from, long to, boolean isForeign) implements Piece {
  @Override
  public Kind kind() {
    return Kind.EVENT;
  }

  @Override
  public Optional<String> uid() {
    return Optional.empty();
  }

  @Override
  public String title() {
    return "";
  }

  @Override
  public List<Span> spans() {
    return List.of(new Span(from, to, 0));
  }

  @Override
  public String hash() {
    return "none";
  }

  @Override
  public String contentHash() {
    return "";
  }

  @Override
  public Optional<Finding> defect() {
    return Optional.of(why);
  }
}
