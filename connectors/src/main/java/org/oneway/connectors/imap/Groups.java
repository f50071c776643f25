// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.imap;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.eclipse.angus.mail.iap.Argument;
import org.eclipse.angus.mail.iap.Response;
import org.oneway.connectors.imap.Appending.Ready;
import org.oneway.connectors.shared.mime.MessageItem;
import org.oneway.engine.item.FolderId;
import org.oneway.engine.store.StoreException;

/**
 * Messages for one folder, many with one command where the server takes that (RFC 3502): it puts
 * all of a group or none, and those of a group that it refuses are put once more, each alone.
 */
final class Groups implements AutoCloseable {
  /** So many messages, and about so many bytes, are put with one command. */
  private static final int MOST_TOGETHER = 100;

  private static final int WEIGHT_TOGETHER = 1 << 19;

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("dd-MMM-yyyy HH:mm:ss Z", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);
  private static final Instant FIRST_TIME = Instant.parse("0001-01-01T00:00:00Z");
  private static final Instant LAST_TIME = Instant.parse("9999-12-31T23:59:59Z");

  private final Connection connection;
  private final Failures failures;
  private final FolderId folder;
  private final KeptFlags kept;
  private final Sending sending;
  private final boolean isOfMany;
  private final List<List<Ready>> sent = new ArrayList<>();
  private List<Ready> next = new ArrayList<>();
  private int weight;

  Groups(Connection connection, Failures failures, FolderId folder, KeptFlags kept)
      throws StoreException {
    this.connection = connection;
    this.failures = failures;
    this.sending = new Sending(connection);
    this.folder = folder;
    this.kept = kept;
    this.isOfMany = connection.can("MULTIAPPEND") && connection.takesSeveral();
  }

  void add(Ready one) throws StoreException {
    next.add(one);
    weight += one.bytes().weight();
    if (!isOfMany || next.size() >= MOST_TOGETHER || weight > WEIGHT_TOGETHER) {
      send();
    }
  }

  private void send() throws StoreException {
    if (!next.isEmpty()) {
      sending.send(command(next));
      sent.add(next);
      next = new ArrayList<>();
      weight = 0;
    }
  }

  /** What was answered to each since this was asked last; to one of a group, what is its own. */
  List<Answer> answers() throws StoreException {
    send();
    List<Response[]> told = sending.answers();
    List<Answer> answers = new ArrayList<>();
    List<Wire.Command> again = new ArrayList<>();
    for (int i = 0; i < sent.size(); i++) {
      List<Ready> group = sent.get(i);
      Response last = Answers.last(told.get(i));
      boolean isOneByOne = group.size() > 1 && !last.isOK() && failures.isOfOneItem(last);
      for (int j = 0; j < group.size(); j++) {
        answers.add(new Answer(last, group.size(), j, isOneByOne));
        if (isOneByOne) {
          again.add(command(List.of(group.get(j))));
        }
      }
    }
    sent.clear();
    Iterator<Response[]> single = connection.write("APPEND", again).iterator();
    answers.replaceAll(
        a -> a.isRefusedForAnother() ? Answer.single(Answers.last(single.next())) : a);
    return answers;
  }

  @Override
  public void close() {
    sending.close();
  }

  /**
   * What was answered to one message.
   *
   * @param of with how many it was put
   * @param number which of these it is, from 0
   * @param isRefusedForAnother whether it may be that another of these is refused, and it is not
   */
  record Answer(Response last, int of, int number, boolean isRefusedForAnother) {
    private static Answer single(Response last) {
      return new Answer(last, 1, 0, false);
    }

    /** Where the message is, if that is told, and in this numbering. */
    Optional<Long> uid(long validity) {
      List<Long> uids = Answers.appended(last, validity);
      return uids.size() == of ? Optional.of(uids.get(number)) : Optional.empty();
    }
  }

  private Wire.Command command(List<Ready> all) throws StoreException {
    Argument mailbox = connection.named(folder.value());
    if (!connection.can("LITERAL+")) {
      Ready one = all.get(0);
      return new Wire.Command("APPEND", Optional.of(about(mailbox, one).writeBytes(one.bytes())));
    }
    List<Wire.Put> puts = new ArrayList<>();
    for (Ready one : all) {
      boolean isInUtf8 = one.bytes().isHeaderInUtf8() && connection.isInUtf8();
      puts.add(new Wire.Put(about(new Argument(), one), one.bytes(), isInUtf8));
    }
    return new Wire.Command("APPEND", Optional.of(Wire.puts(mailbox, puts)));
  }

  private Argument about(Argument argument, Ready one) {
    argument.writeAtom(kept.written(MessageItem.keywords(one.wanted().item())));
    MessageItem.received(one.wanted().item())
        .filter(time -> !time.isBefore(FIRST_TIME) && !time.isAfter(LAST_TIME))
        .ifPresent(time -> argument.writeAtom('"' + TIME.format(time) + '"'));
    return argument;
  }
}
