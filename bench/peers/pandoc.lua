-- Write a document of each draft, in one process: pandoc lua pandoc.lua FORMAT OUT LIST
-- (of hundreds of names on its command line it dies)
local format, out = arg[1], arg[2]
for path in io.lines(arg[3]) do
  local source = io.open(path, "rb")
  local document = pandoc.read(source:read("a"), "gfm+yaml_metadata_block")
  source:close()
  local name = path:match("([^/]+)%.md$")
  local target = io.open(out .. "/" .. name .. "." .. format, "wb")
  target:write(pandoc.write(document, format))
  target:close()
end
