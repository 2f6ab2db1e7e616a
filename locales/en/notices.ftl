### Notices.

notices-title = Notices
notices-empty = Nothing new
notices-empty-text = Here you will read what happens in your programmes, your deadlines and the answers to your messages.
notices-new = new
notices-read-all = Mark all as read
notices-choose = Choose what I receive
notices-cut = The last hundred notices are shown here.
notice-content-one = New in your programme: “{ $subject }”.
notice-content-many = New content in “{ $subject }”.
notice-deadline = “{ $subject }” is to be finished by { $day }.
notice-answer-teaching = The teaching team has answered your message.
notice-answer-support = Support has answered your message.
notice-message-waiting = A message waits for an answer.
