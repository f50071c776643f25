// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.select;

import java.time.InstantSource;
import java.util.Optional;
import org.oneway.engine.plan.Filter;

/**
 * What of a source takes part in a sync, and in which form.
 *
 * @param window which events, tasks and notes
 * @param transform what becomes of each item before anything is compared
 */
public record Selection(Window window, Transform transform) {
  /** Everything, as it is. */
  public static final Selection ALL = new Selection(Window.ALL, Transform.NONE);

  /** The window as it is at this time, as a filter. */
  public Filter filter(InstantSource clock) {
    return window.isAll() ? Filter.NONE : window.at(clock);
  }

  /** The window as it is at this time; empty where everything is inside. */
  Optional<WindowFilter> window(InstantSource clock) {
    return window.isAll() ? Optional.empty() : Optional.of(window.at(clock));
  }
}
