// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.select;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.InstantSource;
import java.util.Optional;
import org.oneway.engine.item.Folder;
import org.oneway.engine.item.Kind;
import org.oneway.engine.plan.Filter;

/**
 * What of a source takes part in a sync, and in which form.
 *
 * @param window which events, tasks and notes
 * @param transform what becomes of each item before anything is compared
 * @param messages which messages
 * @param folders in which folders
 */
public record Selection(
    Window window, Transform transform, MessageFilter messages, FolderFilter folders) {
  /** Everything, as it is. */
  public static final Selection ALL = new Selection(Window.ALL, Transform.NONE);

  /** Of all messages and folders. */
  public Selection(Window window, Transform transform) {
    this(window, transform, MessageFilter.ALL, FolderFilter.ALL);
  }

  /** What takes part at this time. */
  public Filter filter(InstantSource clock) {
    return (window.isAll() ? Filter.NONE : window.at(clock))
        .and(messages.isAll() ? Filter.NONE : messages.at(clock))
        .and(folders.equals(FolderFilter.ALL) ? Filter.NONE : inFolders());
  }

  private Filter inFolders() {
    return new Filter() {
      @Override
      public boolean includes(Kind kind, ObjectNode item) {
        return true;
      }

      @Override
      public boolean includes(Folder folder) {
        return folders.includes(folder);
      }
    };
  }

  /** Says by which items were chosen; other words later, and everything is listed once. */
  String mark() {
    return messages.isAll() ? window.toString() : window + " " + messages;
  }

  /** The window as it is at this time; empty where everything is inside. */
  Optional<WindowFilter> window(InstantSource clock) {
    return window.isAll() ? Optional.empty() : Optional.of(window.at(clock));
  }
}
