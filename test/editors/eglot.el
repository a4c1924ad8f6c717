;;; What a user does in Emacs with Eglot: opens a check sheet, reads what is found, points, jumps, completes, renames, saves.  -*- lexical-binding: t -*-
;; Run with the lines of docs/editors.md loaded: `emacs --batch -l init.el -l eglot.el' in the package's folder.  What was seen goes to $KAIJI_SEEN as JSON.

(require 'json)
(require 'eglot)
(require 'flymake)

(defconst patience 30 "Seconds; only failures wait that long.")
(defvar seen (list (cons 'editor emacs-version)))

(defun see (key value) (push (cons key value) seen))

(defun idle ()
  "What Emacs does when a command is done and nobody types: batch mode has neither."
  (run-hooks 'post-command-hook)
  (dolist (timer (copy-sequence timer-idle-list)) (timer-event-handler timer)))

(defun await (what condition)
  "Wait until CONDITION gives something, and give that; say WHAT was waited for where it does not."
  (let ((end (+ (float-time) patience)) answer)
    (while (not (setq answer (funcall condition)))
      (when (> (float-time) end) (error "Waited in vain for %s" what))
      (idle)
      (accept-process-output nil 0.02))
    answer))

(defun go-to (text &rest more)
  "Put point on the first place of TEXT, then on the first of each of MORE behind it."
  (goto-char (point-min))
  (dolist (one (cons text more)) (search-forward one))
  (backward-char))

(defun finding (code)
  "The text the finding with CODE stands on."
  (cl-loop for one in (flymake-diagnostics)
           when (string-match-p (concat "\\[" code "\\]") (flymake-diagnostic-text one))
           return (buffer-substring-no-properties (flymake-diagnostic-beg one) (flymake-diagnostic-end one))))

(defun session ()
  (switch-to-buffer (find-file-noselect "checklist.kaiji.yaml"))
  (see 'language (string-remove-suffix "-mode" (symbol-name major-mode)))
  (await "the server" #'eglot-managed-p)
  (see 'finding (await "diagnostics" (lambda () (finding "unknown-control"))))

  (go-to "CL-94")
  (let (hover)
    (run-hook-wrapped 'eldoc-documentation-functions
                      (lambda (documentation) (funcall documentation (lambda (text &rest _) (setq hover (or text hover)))) nil))
    (see 'hover (substring-no-properties (await "the hover" (lambda () hover)))))

  ;; Behind a character of two UTF-16 units: a column counted otherwise is another word.
  (go-to "CL-999" "ev-account-policy")
  (call-interactively #'xref-find-definitions)
  (await "the definition" (lambda () (equal (file-name-nondirectory buffer-file-name) "evidence.kaiji.yaml")))
  (see 'definition (thing-at-point 'symbol t))
  (switch-to-buffer "checklist.kaiji.yaml")

  (go-to "CL-999")
  (backward-char 5)
  (delete-char 6)
  (insert "CL-95")
  (await "the mistake to go" (lambda () (not (finding "unknown-control"))))

  (goto-char (point-max))
  (backward-char)
  (insert "CL-9")
  (let ((completions-format 'one-column)) (completion-help-at-point))
  (with-selected-window (get-buffer-window "*Completions*")
    (goto-char (point-min))
    (see 'completions (vconcat (cl-loop while (re-search-forward "^CL-[0-9]+" nil t) collect (match-string-no-properties 0))))
    (go-to "CL-97")
    (choose-completion))

  (go-to "ev-account-policy")
  ;; It asks whether files may be edited that are not open.
  (cl-letf (((symbol-function 'y-or-n-p) #'always)) (eglot-rename "ev-account-rule"))
  (await "the rename" (lambda () (save-excursion (goto-char (point-min)) (search-forward "ev-account-rule" nil t))))
  (save-some-buffers t)
  (eglot-shutdown (eglot-current-server)))

(condition-case problem
    (session)
  (error (see 'failure (error-message-string problem))))
(with-temp-file (getenv "KAIJI_SEEN") (insert (json-encode seen)))
