-- What a user does in Neovim, 0.7 and later: opens a check sheet, reads what is found, points, jumps, completes, renames, saves.
-- Run with the lines of docs/editors.md as init.lua: `nvim --headless -c 'luafile neovim.lua'` in the package's folder. What was seen goes to $KAIJI_SEEN as JSON.
-- It runs as a coroutine, so that Neovim takes keys and messages while something is awaited.

local PATIENCE = 30000 -- milliseconds; only failures wait that long
local api, fn = vim.api, vim.fn
local version = vim.version()
local seen = { editor = ("%d.%d.%d"):format(version.major, version.minor, version.patch) }

local function finish(failure)
  seen.failure = failure
  fn.writefile({ vim.json.encode(seen) }, vim.env.KAIJI_SEEN)
  vim.cmd("qall!")
end

--- Goes on when `condition` gives something that is neither false nor nil, and gives that.
local function await(what, condition)
  local run, timer, waited = coroutine.running(), vim.loop.new_timer(), 0
  timer:start(0, 20, vim.schedule_wrap(function()
    if timer:is_closing() then return end
    waited = waited + 20
    local ok, answer = pcall(condition)
    if not ok or answer or waited > PATIENCE then
      timer:close()
      local failure = not ok and answer or not answer and ("waited in vain for " .. what)
      local alive, thrown = coroutine.resume(run, answer, failure or nil)
      if not alive then finish(thrown) end
    end
  end))
  local answer, failure = coroutine.yield()
  if failure then error(failure, 0) end
  return answer
end

local function keys(typed)
  api.nvim_feedkeys(api.nvim_replace_termcodes(typed, true, false, true), "t", false)
end

--- Puts the cursor on the first place of a text.
local function go_to(text)
  api.nvim_win_set_cursor(0, { 1, 0 })
  assert(fn.search(text, "cW") > 0, text)
end

--- The text the finding with a code stands on.
local function finding(code)
  for _, one in ipairs(vim.diagnostic.get(0)) do
    if one.code == code then return api.nvim_buf_get_text(0, one.lnum, one.col, one.end_lnum, one.end_col, {})[1] end
  end
end

local function run()
  vim.cmd("edit checklist.kaiji.yaml")
  seen.language = vim.bo.filetype
  seen.finding = await("diagnostics", function() return finding("unknown-control") end)

  go_to("CL-94")
  vim.lsp.buf.hover()
  local popup = await("the hover", function()
    return vim.tbl_filter(function(window) return api.nvim_win_get_config(window).relative ~= "" end, api.nvim_list_wins())[1]
  end)
  seen.hover = table.concat(api.nvim_buf_get_lines(api.nvim_win_get_buf(popup), 0, -1, false), "\n")
  api.nvim_win_close(popup, true)

  -- Behind a character of two UTF-16 units: a column counted otherwise is another word.
  go_to("CL-999")
  fn.search("ev-account-policy", "W")
  vim.lsp.buf.definition()
  await("the definition", function() return fn.expand("%:t") == "evidence.kaiji.yaml" end)
  seen.definition = fn.expand("<cWORD>")
  vim.cmd("buffer checklist.kaiji.yaml")

  go_to("CL-999")
  keys("cECL-95,<Esc>")
  await("the mistake to go", function() return not finding("unknown-control") end)

  keys("GACL-9")
  await("what is typed", function() return api.nvim_get_current_line():match("CL%-9$") end)
  keys("<C-x><C-o>")
  local items = await("completions", function()
    local info = fn.complete_info({ "items", "pum_visible" })
    return info.pum_visible == 1 and #info.items > 0 and info.items
  end)
  seen.completions = vim.tbl_map(function(item) return item.abbr end, items)
  for i, item in ipairs(items) do
    -- The first is chosen already.
    if item.abbr == "CL-97" then keys(("<C-n>"):rep(i - 1) .. "<C-y>") end
  end
  if vim.lsp.completion then
    -- From 0.11 the whole entry comes, with places to fill in.
    await("the entry", vim.snippet.active)
    vim.snippet.stop()
  end
  keys("<Esc>")
  await("the completion", function() return fn.mode() == "n" and fn.search("CL-97", "nbcw") > 0 end)

  go_to("ev-account-policy")
  vim.lsp.buf.rename("ev-account-rule")
  await("the rename", function() return fn.search("ev-account-rule", "nw") > 0 end)
  vim.cmd("wall")
  finish()
end

local co = coroutine.create(run)
local ok, thrown = coroutine.resume(co)
if not ok then finish(thrown) end
