// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.maildir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.oneway.connectors.maildir.Box.message;

import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.oneway.engine.plan.Counts.Count;
import org.oneway.engine.plan.Policies.OnLeaveFilter;
import org.oneway.engine.select.FolderFilter;
import org.oneway.engine.select.MessageFilter;
import org.oneway.engine.select.Selection;
import org.oneway.engine.select.Transform;
import org.oneway.engine.select.Window;

/** Syncs in which not all mail takes part. */
final class FilteredMailTest {
  @TempDir private Path home;
  @TempDir private Path scratch;
  private Box from;
  private Box to;
  private Post post;

  @BeforeEach
  void anInbox() {
    from = Box.made(home.resolve("from"));
    to = Box.at(home.resolve("to"));
    post = new Post(new MaildirConnector(), from.path(), to.path(), scratch);
  }

  private static Selection of(MessageFilter messages) {
    return new Selection(Window.ALL, Transform.NONE, messages, FolderFilter.ALL);
  }

  private static MessageFilter withoutFlag(String flag) {
    return new MessageFilter(Optional.empty(), OptionalLong.empty(), Set.of(), Set.of(flag));
  }

  private void requireQuiet() {
    Post.Run again = post.run();
    assertThat(again.written().writes()).isZero();
    assertThat(again.report().notices()).isEmpty();
  }

  @Test
  void whatIsMarkedAsDeletedIsNotBroughtAndComesWhenTheMarkIsTakenAway() {
    post.select(of(withoutFlag("\\Deleted")), OnLeaveFilter.KEEP);
    from.put("cur/1.a.host:2,S", message("a", "stays"));
    from.put("cur/2.b.host:2,ST", message("b", "goes"));
    post.run();
    assertThat(to.messages("")).containsExactly("S|" + message("a", "stays"));
    requireQuiet();
    from.rename("cur/2.b.host:2,ST", "cur/2.b.host:2,S");
    post.run();
    assertThat(to.messages("")).hasSize(2);
    requireQuiet();
  }

  @Test
  void whatWasBroughtAndIsThenMarkedStaysAsItIsOrGoesAsTheUserWants() {
    post.select(of(withoutFlag("$deleted")), OnLeaveFilter.KEEP);
    from.put("cur/1.a.host:2,S", message("a", "x"));
    from.put("cur/2.b.host:2,S", message("b", "x"));
    post.run();
    from.rename("cur/1.a.host:2,S", "cur/1.a.host:2,ST");
    assertThat(post.run().written().writes()).isZero();
    assertThat(to.messages("")).allMatch(one -> one.startsWith("S|")).hasSize(2);
    post.select(of(withoutFlag("$deleted")), OnLeaveFilter.DELETE);
    assertThat(post.run().count(Count.DELETED)).isEqualTo(1);
    assertThat(to.messages("")).containsExactly("S|" + message("b", "x"));
    from.rename("cur/2.b.host:2,S", "cur/2.b.host:2,ST");
    assertThat(post.run().count(Count.DELETED)).isEqualTo(1);
    requireQuiet();
  }

  @Test
  void aWiderFilterBringsWhatANarrowOneLeftOut() {
    String large = message("a", "x".repeat(5_000));
    from.put("cur/1.a.host:2,S", large);
    from.put("cur/2.b.host:2,S", message("b", "small"));
    MessageFilter small =
        new MessageFilter(Optional.empty(), OptionalLong.of(1_000), Set.of(), Set.of());
    post.select(of(small), OnLeaveFilter.KEEP);
    post.run();
    assertThat(to.messages("")).containsExactly("S|" + message("b", "small"));
    post.select(Selection.ALL, OnLeaveFilter.KEEP);
    post.run();
    assertThat(to.messages("")).hasSize(2).contains("S|" + large);
    requireQuiet();
  }

  @Test
  void foldersThatAreLeftOutAreNeitherMadeNorThoughtToBeGone() {
    from.folder(".Junk").put(".Junk/cur/1.a.host:2,S", message("a", "spam"));
    from.folder(".Old").put(".Old/cur/2.b.host:2,S", message("b", "old"));
    from.folder(".Old.2010").put(".Old.2010/cur/3.c.host:2,S", message("c", "older"));
    from.folder(".Older").put(".Older/cur/4.d.host:2,S", message("d", "other"));
    FolderFilter filter = new FolderFilter(Set.of("Old", "Junk"), Set.of());
    Selection some = new Selection(Window.ALL, Transform.NONE, MessageFilter.ALL, filter);
    post.select(some, OnLeaveFilter.KEEP);
    post.run();
    assertThat(to.messages(".Older")).hasSize(1);
    assertThat(to.files()).noneMatch(file -> file.contains(".Old.") || file.contains(".Junk"));
    requireQuiet();

    post.select(Selection.ALL, OnLeaveFilter.KEEP);
    post.run();
    assertThat(to.messages(".Old.2010")).hasSize(1);
    assertThat(to.messages(".Junk")).hasSize(1);
    post.select(some, OnLeaveFilter.KEEP);
    from.delete(".Junk/cur/1.a.host:2,S");
    requireQuiet();
    assertThat(to.messages(".Junk")).as("asleep").hasSize(1);
  }
}
