"""One small project for all tests, in three forms, and what people do in it.

`people` has its people, its days and its evidence. The forms:

- `memory.World`: plain data in the shape of the files, and its way into the model. For rules and
  renderers: no file, no git, thousands a second.
- `folder.Folder`: files in a folder, with git or without, changed by the use cases under a clock
  that stands still. For use cases, and for a pull request: a base and a branch.
- `command.Repository`: a git repository in which the real command `tpm` is run.

`actions.Actions` spells what people do, the same in each form: `answer`, `waive`, `sign`, `decide`,
`close`; and what is made of these: `sign_both`, `answer_all`, `pass_gate`.

`histories` makes random projects in memory, `oracle` judges one without the code of tpm, and
`found` has the form in which tests compare findings.
"""
